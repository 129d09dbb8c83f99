namespace InfluenceGrpc.Server.Profiles;

/// <summary>One profile to write or delete.</summary>
internal readonly record struct ProfileWrite
{
    /// <summary>Whose; valid.</summary>
    public required string CreatorId { get; init; }

    /// <summary>
    /// What to store: a profile, or a tombstone, as <see cref="ProfileHeader"/> lays them out. The bytes tell which, and
    /// the version.
    /// </summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>A deletion of whatever is there: the tombstone takes the version of what it deletes.</summary>
    public bool DeletesAnyVersion { get; init; }

    /// <summary>How long the store keeps it, more than 0; null for ever.</summary>
    public TimeSpan? Lifetime { get; init; }
}
