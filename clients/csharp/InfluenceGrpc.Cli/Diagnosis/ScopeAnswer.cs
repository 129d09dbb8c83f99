namespace InfluenceGrpc.Cli.Diagnosis;

/// <summary>Whether a caller has a scope, as far as a call could tell.</summary>
internal enum ScopeAnswer
{
    /// <summary>The server read the call, so the caller has it.</summary>
    Allowed,

    /// <summary>The server said that it is missing.</summary>
    Missing,

    /// <summary>The server turned the call away for something else.</summary>
    NotTold,
}
