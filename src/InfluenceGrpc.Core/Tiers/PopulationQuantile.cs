using System.Runtime.InteropServices;

namespace InfluenceGrpc.Core.Tiers;

/// <summary>One point of a population's distribution: <paramref name="Share"/> of it has fewer than
/// <paramref name="Followers"/> followers.</summary>
/// <param name="Share">[0, 1].</param>
/// <param name="Followers">[1, 10,000,000,000].</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PopulationQuantile(double Share, ulong Followers);
