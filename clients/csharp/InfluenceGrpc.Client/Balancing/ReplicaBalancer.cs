using Grpc.Net.Client.Balancer;
using Microsoft.Extensions.Logging;

namespace InfluenceGrpc.Client.Balancing;

/// <summary>
/// Round robin, but for replicas that a call has just missed. The library's own takes a replica for connected while any of its
/// connections is open: one that shuts down and still answers a stream gets every other call, though it takes no connection
/// any more, and retries in a row could all end there.
/// </summary>
internal sealed class ReplicaBalancer(IChannelControlHelper controller, ILoggerFactory loggers, TimeProvider time)
    : SubchannelsLoadBalancer(controller, loggers)
{
    private readonly RestingReplicas resting = new(time);

    /// <inheritdoc/>
    protected override SubchannelPicker CreatePicker(IReadOnlyList<Subchannel> readySubchannels)
    {
        resting.KeepOnly(readySubchannels);
        return new ReplicaPicker(readySubchannels, resting);
    }
}
