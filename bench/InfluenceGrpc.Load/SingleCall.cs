using System.Runtime.InteropServices;

namespace InfluenceGrpc.Load;

/// <summary>What became of a single call.</summary>
/// <param name="Due">When it was due, since the beginning.</param>
/// <param name="Latency">From when it was due until it was answered: what the client was late with is in it.</param>
/// <param name="Outcome">How it ended.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SingleCall(TimeSpan Due, TimeSpan Latency, SingleOutcome Outcome);
