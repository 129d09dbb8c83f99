using InfluenceGrpc.Core.Creators.Benchmarks;

namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="EngagementRule"/>
public sealed record EngagementRuleDraft
{
    public EngagementBenchmarkDraft? Benchmark { get; init; }

    public double? AnomalySpreads { get; init; }

    public PriorDraft? Prior { get; init; }
}
