namespace InfluenceGrpc.Core.Creators;

/// <summary>What a creator has to do with one brand.</summary>
public sealed record BrandRelation
{
    internal BrandRelation()
    {
    }

    /// <summary>The brand's name or handle, 1 to 128 bytes of UTF-8.</summary>
    public required string Brand { get; init; }

    /// <summary>Mentions nobody paid for.</summary>
    public uint? OrganicMentions { get; init; }

    /// <summary>Mentions in sponsored posts.</summary>
    public uint? SponsoredMentions { get; init; }

    /// <summary>Tone over all mentions, [-1, 1].</summary>
    public double? Sentiment { get; init; }

    /// <summary>True when the creator uses the product themselves.</summary>
    public bool? UsesProduct { get; init; }

    /// <summary>End of an exclusive contract with the brand.</summary>
    public DateTimeOffset? ExclusiveUntil { get; init; }

    /// <summary>Mentions known of, paid or not; null when neither is known.</summary>
    public ulong? Mentions => OrganicMentions is null && SponsoredMentions is null
        ? null
        : (ulong)(OrganicMentions ?? 0) + (SponsoredMentions ?? 0);
}
