using System.Runtime.InteropServices;

namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>A figure and a nominal 80 % interval around it.</summary>
/// <param name="Value">[0, ∞).</param>
/// <param name="Lower">[0, <paramref name="Value"/>].</param>
/// <param name="Upper">[<paramref name="Value"/>, ∞).</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Estimate(double Value, double Lower, double Upper);
