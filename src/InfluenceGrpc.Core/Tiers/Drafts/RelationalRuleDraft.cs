using InfluenceGrpc.Core.Creators.Benchmarks;

namespace InfluenceGrpc.Core.Tiers.Drafts;

/// <inheritdoc cref="Relational.RelationalRule"/>
public sealed record RelationalRuleDraft
{
    public double DecisionMakerHalf { get; init; }

    public double BrandHalf { get; init; }

    public double DetractorSentiment { get; init; }

    public uint DetractorMinMentions { get; init; }

    public uint NeutralityMinMentions { get; init; }

    public RelationalWeightsDraft? Weights { get; init; }

    public EngagementBenchmarkDraft? Engagement { get; init; }
}
