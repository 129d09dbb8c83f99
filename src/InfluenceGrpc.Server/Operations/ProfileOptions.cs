namespace InfluenceGrpc.Server.Operations;

/// <summary>How profiles are kept. Bounds and meaning of each setting: <see cref="Settings"/>.</summary>
internal sealed record ProfileOptions
{
    /// <summary>Most bytes of the near cache where there is memory for it.</summary>
    public const long UsualNearCacheBytes = 256L * 1024 * 1024;

    /// <summary>Where.</summary>
    public StoreAddress Store { get; init; } = StoreAddress.OfFile("influence-profiles.db");

    /// <summary>How long ago a profile may have been observed where the caller does not say.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a profile is kept after it was written, at least.</summary>
    public TimeSpan EvictAfter { get; init; } = TimeSpan.FromDays(180);

    /// <summary>How long a deletion is remembered.</summary>
    public TimeSpan RememberDeletions { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Most bytes of the near cache; 0 for none. Unless set, no more than a third of what .NET may use.</summary>
    public long NearCacheBytes { get; init; } = Math.Min(UsualNearCacheBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 3);

    /// <summary>How long the near cache answers before the store is asked again.</summary>
    public TimeSpan NearCacheLifetime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How Redis is spoken to.</summary>
    public RedisOptions Redis { get; init; } = new();
}
