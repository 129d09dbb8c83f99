using System.Runtime.InteropServices;

namespace InfluenceGrpc.Performance.Measuring;

/// <summary>A single call as latency is judged by.</summary>
/// <param name="Due">When it was due, since the beginning.</param>
/// <param name="Milliseconds">From when it was due until it was answered.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimedCall(TimeSpan Due, double Milliseconds);
