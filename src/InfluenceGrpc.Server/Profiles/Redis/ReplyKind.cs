namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>What came of a command.</summary>
internal enum ReplyKind
{
    /// <summary>No answer, not in time, or an error that sending the command elsewhere does not mend.</summary>
    Unavailable,

    /// <summary>The answer.</summary>
    Answered,

    /// <summary>The keys are on another node, or partly on another one, or on their way there.</summary>
    Elsewhere,

    /// <summary>The node does not know the script.</summary>
    ScriptMissing,
}
