using System.Collections.Concurrent;
using Grpc.Net.Client.Balancer;

namespace InfluenceGrpc.Client.Balancing;

/// <summary>Which replicas are left alone for a moment, because a call did not get through to them.</summary>
internal sealed class RestingReplicas(TimeProvider time)
{
    // Long enough that a retry goes elsewhere, short enough that a replica that is back is soon asked again.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Subchannel, long> since = new();

    /// <summary>A call did not get through to the replica.</summary>
    public void Missed(Subchannel replica) => since[replica] = time.GetTimestamp();

    /// <summary>Whether others are to be asked first.</summary>
    public bool IsResting(Subchannel replica) => since.TryGetValue(replica, out var missed) && time.GetElapsedTime(missed) < Rest;

    /// <summary>Forgets replicas that are not connected: one that connects again is as good as new.</summary>
    public void KeepOnly(IReadOnlyList<Subchannel> connected)
    {
        foreach (var gone in since.Keys.Except(connected))
        {
            since.TryRemove(gone, out _);
        }
    }
}
