using System.Runtime.InteropServices;

namespace InfluenceGrpc.Core.Creators.Benchmarks;

/// <summary>The peers' engagement at one size.</summary>
/// <param name="Followers">The size, [1, 10,000,000,000].</param>
/// <param name="MedianRate">The median rate, (0, ∞).</param>
/// <param name="LogSpread">s, the standard deviation of ln(rate), (0, ∞); from quartiles ln(p75/p25)/(2·0.67449).</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EngagementKnot(ulong Followers, double MedianRate, double LogSpread);
