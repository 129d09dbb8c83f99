namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="ProximityRule"/>
public sealed record ProximityRuleDraft
{
    public PartRuleDraft? Closeness { get; init; }

    public PartRuleDraft? Influence { get; init; }

    public PartRuleDraft? Experience { get; init; }

    public PartRuleDraft? Insider { get; init; }

    public PartRuleDraft? Neutrality { get; init; }

    public double? DecisionMakerHalf { get; init; }

    public double? BrandHalf { get; init; }

    public double? DetractorSentiment { get; init; }

    public uint? DetractorMinMentions { get; init; }

    public uint? NeutralityMinMentions { get; init; }
}
