namespace InfluenceGrpc.Server.Profiles;

/// <summary>What became of looking one creator up.</summary>
internal enum LookupOutcome
{
    /// <summary>There is no such profile.</summary>
    NotFound,

    /// <summary>The profile, within the age asked for.</summary>
    Present,

    /// <summary>A profile older than asked for.</summary>
    OutsideMaxAge,

    /// <summary>A profile from memory, because the store did not answer.</summary>
    Degraded,

    /// <summary>The store did not answer, or not in time.</summary>
    Unavailable,

    /// <summary>What was asked for is not a creator id.</summary>
    InvalidId,

    /// <summary>The server keeps no profiles.</summary>
    NoStore,
}
