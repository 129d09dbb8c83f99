using System.Runtime.InteropServices;

namespace InfluenceGrpc.Load;

/// <summary>What became of a stream's items.</summary>
/// <param name="Ok">Answered.</param>
/// <param name="Failed">Failed because the profile store did not answer.</param>
/// <param name="Seconds">How long it took.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BulkCounts(long Ok, long Failed, double Seconds)
{
    /// <summary>Both together; the times as well.</summary>
    public static BulkCounts operator +(BulkCounts one, BulkCounts other) =>
        new(one.Ok + other.Ok, one.Failed + other.Failed, one.Seconds + other.Seconds);
}
