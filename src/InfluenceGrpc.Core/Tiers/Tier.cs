namespace InfluenceGrpc.Core.Tiers;

/// <summary>One tier of a scheme.</summary>
public sealed record Tier
{
    internal Tier()
    {
    }

    /// <summary>Place in the scheme from low to high, [1, 64].</summary>
    public required byte Ordinal { get; init; }

    /// <summary>Unique in the scheme: <c>[a-z0-9][a-z0-9-]{0,63}</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name the source uses.</summary>
    public required string Label { get; init; }

    public CanonicalTier Canonical { get; init; }

    /// <summary>Fewest followers, inclusive: as published (followers kind) or derived from the reference population
    /// (percentile kind); null for the relational kind.</summary>
    public ulong? LowerFollowers { get; init; }

    /// <summary>Most followers, inclusive, as the source published it; null when it did not, and then the tier reaches up to the
    /// next one. <see cref="UpperFollowersExclusive"/> is the bound that decides.</summary>
    public ulong? UpperFollowers { get; init; }

    /// <summary>The end of the half-open range [lower, upper) that the tier really covers; null when it has no end, and for the
    /// relational kind.</summary>
    public ulong? UpperFollowersExclusive { get; init; }

    /// <summary>Percentile kind: the share of the population below the tier, [0, 1).</summary>
    public double? LowerShare { get; init; }

    /// <summary>Relational kind: the least proximity, inclusive, [0, 1).</summary>
    public double? LowerProximity { get; init; }
}
