namespace InfluenceGrpc.Core.Tiers.Drafts;

/// <inheritdoc cref="Tier"/>
public sealed record TierDraft
{
    public string? Id { get; init; }

    public string? Label { get; init; }

    public CanonicalTier Canonical { get; init; }

    public ulong? LowerFollowers { get; init; }

    /// <summary>As published, inclusive; null means up to the next tier.</summary>
    public ulong? UpperFollowers { get; init; }

    public double? LowerShare { get; init; }

    public double? LowerProximity { get; init; }

    /// <summary>Output only; 0 counts as not given: may be echoed, but not contradict the tier's place.</summary>
    public uint Ordinal { get; init; }
}
