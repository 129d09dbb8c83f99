namespace InfluenceGrpc.Performance.Sections;

/// <summary>One way to read profiles.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="OnCluster">Whether profiles are in a cluster of three masters rather than in one server.</param>
/// <param name="Buckets">Buckets of creators; 0 for none.</param>
/// <param name="KeysPerCommand">Most keys of a command.</param>
/// <param name="IsHot">Whether they are in the near cache rather than read from Redis every time.</param>
/// <param name="PeerKeys">Keys of a command of redis-benchmark beside it.</param>
internal sealed record LookupWay(string Name, bool OnCluster, int Buckets, int KeysPerCommand, bool IsHot, int PeerKeys)
{
    /// <summary>As the server does it with one Redis unless told otherwise.</summary>
    public static readonly LookupWay OneServer = new("one server, MGET of 250", false, 256, 250, false, 250);

    /// <summary>As the server does it with a cluster unless told otherwise.</summary>
    public static readonly LookupWay Cluster = new("cluster of 3, 256 buckets (MGET of up to 40)", true, 256, 250, false, 40);

    /// <summary>All that are measured.</summary>
    public static readonly IReadOnlyList<LookupWay> All =
    [
        new("one server, GET, pipelined", false, 256, 1, false, 1),
        new("one server, MGET of 100", false, 256, 100, false, 100),
        OneServer,
        new("one server, MGET of 1000", false, 256, 1000, false, 1000),
        new("cluster of 3, no buckets (in effect GET)", true, 0, 250, false, 1),
        Cluster,
        new("near cache", false, 256, 250, true, 250),
    ];

    /// <summary>What redis-benchmark is called that runs beside it.</summary>
    public string PeerName => $"redis-benchmark beside {Name}";
}
