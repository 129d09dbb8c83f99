namespace InfluenceGrpc.Cli.Diagnosis;

/// <summary>How a check ended.</summary>
internal enum FindingState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Calls are made, and somebody should know this all the same.</summary>
    Note,

    /// <summary>Calls fail for it.</summary>
    Failed,

    /// <summary>Could not be looked at, or there is nothing to look at.</summary>
    Skipped,
}
