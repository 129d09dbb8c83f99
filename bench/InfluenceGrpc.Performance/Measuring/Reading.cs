using System.Runtime.InteropServices;

namespace InfluenceGrpc.Performance.Measuring;

/// <summary>One measurement.</summary>
/// <param name="PerSecond">Items answered a second.</param>
/// <param name="ServerNanos">CPU of the server for each, in nanoseconds.</param>
/// <param name="ClientNanos">CPU of this process for each, in nanoseconds: the load's own where it is made here.</param>
/// <param name="StoreNanos">CPU of Redis for each, in nanoseconds; 0 where it was not asked.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Reading(double PerSecond, double ServerNanos, double ClientNanos, double StoreNanos);
