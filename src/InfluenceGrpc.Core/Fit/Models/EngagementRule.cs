using InfluenceGrpc.Core.Creators.Benchmarks;

namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Step 2.3: the percentile of the engagement rate among peers.</summary>
/// <param name="Benchmark">The peers.</param>
/// <param name="AnomalySpreads">Spreads above the peers' median beyond which a rate is an anomaly, (0, ∞).</param>
/// <param name="Prior">Where no rate is known.</param>
public sealed record EngagementRule(EngagementBenchmark Benchmark, double AnomalySpreads, Prior Prior);
