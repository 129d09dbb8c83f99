namespace InfluenceGrpc.Load;

/// <summary>How a single call ended.</summary>
internal enum SingleOutcome
{
    /// <summary>With an answer.</summary>
    Ok,

    /// <summary>Refused because the profile store did not answer.</summary>
    StoreUnavailable,

    /// <summary>In any other way.</summary>
    Wrong,
}
