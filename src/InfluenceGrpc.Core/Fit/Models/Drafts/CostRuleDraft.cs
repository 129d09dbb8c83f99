namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="CostRule"/>
public sealed record CostRuleDraft
{
    public double? Steepness { get; init; }

    public IReadOnlyList<CostBenchmarkDraft>? Benchmarks { get; init; }

    public PriorDraft? Prior { get; init; }
}
