using System.Runtime.InteropServices;

namespace InfluenceGrpc.Load;

/// <summary>Something that was done to the deployment.</summary>
/// <param name="Kind">What.</param>
/// <param name="From">When it began, since the beginning of the soak.</param>
/// <param name="To">When all was there again.</param>
/// <param name="Recovery">How long after that is not counted as calm: connections are made again, and a new process compiles its code.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Disturbance(DisturbanceKind Kind, TimeSpan From, TimeSpan To, TimeSpan Recovery)
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(1);

    /// <summary>Whether something was away.</summary>
    public bool IsOutage => Kind != DisturbanceKind.Renewed;

    /// <summary>What people call it.</summary>
    public string Name => Kind switch
    {
        DisturbanceKind.RedisKilled => "Redis killed",
        DisturbanceKind.RedisStopped => "Redis stopped",
        DisturbanceKind.ReplicaRestarted => "replica 2 restarted",
        _ => "certificate and key renewed",
    };

    /// <summary>Whether what was due then may have had to do with it. Nothing has with a renewal: nobody should notice it.</summary>
    public bool Touches(TimeSpan at) => IsOutage && at >= From - Before && at <= To + Recovery;
}
