using InfluenceGrpc.Core.Creators.Benchmarks;

namespace InfluenceGrpc.Core.Tiers.Relational;

/// <summary>The constants of a relational scheme; <see cref="ProximityCalculation"/> is what they are used for.</summary>
public sealed class RelationalRule
{
    internal RelationalRule()
    {
    }

    /// <summary>The decision-maker share of the audience at which closeness is one half, (0, 1].</summary>
    public required double DecisionMakerHalf { get; init; }

    /// <summary>The number of brands mentioned organically at which insider is one half, (0, ∞).</summary>
    public required double BrandHalf { get; init; }

    /// <summary>Sentiment below this makes a detractor, [-1, 0].</summary>
    public required double DetractorSentiment { get; init; }

    /// <summary>Mentions of one brand before its sentiment counts, at least 1.</summary>
    public required uint DetractorMinMentions { get; init; }

    /// <summary>Favourable mentions before neutrality is known, at least 1.</summary>
    public required uint NeutralityMinMentions { get; init; }

    public required RelationalWeights Weights { get; init; }

    /// <summary>The peers that influence is measured against.</summary>
    public required EngagementBenchmark Engagement { get; init; }
}
