namespace InfluenceGrpc.LookupBench;

/// <summary>One way to read profiles.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="OnCluster">Whether profiles are in a cluster of three masters rather than in one server.</param>
/// <param name="Buckets">Buckets of creators; 0 for none.</param>
/// <param name="KeysPerCommand">Most keys of a command.</param>
/// <param name="IsHot">Whether they are in the near cache rather than read from Redis every time.</param>
/// <param name="PeerKeys">Keys of a command of redis-benchmark beside it.</param>
internal sealed record Variant(string Name, bool OnCluster, int Buckets, int KeysPerCommand, bool IsHot, int PeerKeys)
{
    /// <summary>All that are measured.</summary>
    public static readonly IReadOnlyList<Variant> All =
    [
        new("one server, GET, pipelined", false, 256, 1, false, 1),
        new("one server, MGET of 100", false, 256, 100, false, 100),
        new("one server, MGET of 250", false, 256, 250, false, 250),
        new("one server, MGET of 1000", false, 256, 1000, false, 1000),
        new("cluster of 3, no buckets (in effect GET)", true, 0, 250, false, 1),
        new("cluster of 3, 256 buckets (MGET of up to 40)", true, 256, 250, false, 40),
        new("near cache", false, 256, 250, true, 250),
    ];
}
