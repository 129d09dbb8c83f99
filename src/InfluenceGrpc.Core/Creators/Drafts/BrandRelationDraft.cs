namespace InfluenceGrpc.Core.Creators.Drafts;

/// <inheritdoc cref="Creators.BrandRelation"/>
public sealed record BrandRelationDraft
{
    public string? Brand { get; init; }

    public uint? OrganicMentions { get; init; }

    public uint? SponsoredMentions { get; init; }

    public double? Sentiment { get; init; }

    public bool? UsesProduct { get; init; }

    public DateTimeOffset? ExclusiveUntil { get; init; }
}
