namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="AffinityRule"/>
public sealed record AffinityRuleDraft
{
    public PartRuleDraft? Passion { get; init; }

    public PartRuleDraft? Experience { get; init; }

    public PartRuleDraft? Sentiment { get; init; }

    public PartRuleDraft? Neutrality { get; init; }

    public PartRuleDraft? Kinship { get; init; }

    public double? PassionSmoothing { get; init; }
}
