namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="CostBenchmark"/>
public sealed record CostBenchmarkDraft
{
    public string? CurrencyCode { get; init; }

    public double? CostPerEngagement { get; init; }

    public string? Source { get; init; }

    public uint? Year { get; init; }
}
