namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>What an engagement usually costs.</summary>
/// <param name="CurrencyCode">ISO 4217.</param>
/// <param name="CostPerEngagement">In units of the currency, (0, ∞).</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Year">Year of the figure.</param>
public sealed record CostBenchmark(string CurrencyCode, double CostPerEngagement, string Source, uint Year);
