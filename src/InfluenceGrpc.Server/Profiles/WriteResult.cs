namespace InfluenceGrpc.Server.Profiles;

/// <summary>What became of one write or deletion.</summary>
internal enum WriteResult
{
    /// <summary>The store did not answer, or not in time: it may or may not be written.</summary>
    Unavailable,

    /// <summary>A profile was written.</summary>
    Applied,

    /// <summary>The store has this version already.</summary>
    Unchanged,

    /// <summary>The store has a higher version, or a deletion that this version does not outlive.</summary>
    Superseded,

    /// <summary>A profile was deleted.</summary>
    Deleted,

    /// <summary>There was no profile to delete; the deletion is remembered.</summary>
    NotFound,

    /// <summary>Written, but fewer replicas than asked for have it.</summary>
    ReplicasNotReached,
}
