using System.Runtime.InteropServices;

namespace InfluenceGrpc.Performance.Measuring;

/// <summary>What a load got done.</summary>
/// <param name="Items">Creators or calls that were answered.</param>
/// <param name="Seconds">How long that took.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Counts(double Items, double Seconds);
