namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Step 2.8: 1 / (1 + (cost / reference)^steepness).</summary>
/// <param name="Steepness">(0, ∞).</param>
/// <param name="Benchmarks">What an engagement costs, for briefs that do not say; at most one a currency.</param>
/// <param name="Prior">Where the cost is not known.</param>
public sealed record CostRule(double Steepness, IReadOnlyList<CostBenchmark> Benchmarks, Prior Prior);
