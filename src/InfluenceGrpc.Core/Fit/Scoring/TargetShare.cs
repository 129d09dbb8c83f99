using System.Runtime.InteropServices;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>The share of the audience that is wanted in every dimension at once; each in [0, 1].</summary>
/// <param name="Share">The product of the shares in each dimension, as if they were independent.</param>
/// <param name="Lower">Lower Fréchet bound.</param>
/// <param name="Upper">Upper Fréchet bound.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TargetShare(double Share, double Lower, double Upper);
