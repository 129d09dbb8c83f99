using Grpc.Net.Client.Balancer;

namespace InfluenceGrpc.Client.Balancing;

/// <summary>Notes when a call does not get through to the replica that was picked for it.</summary>
internal sealed class ReplicaCall(Subchannel replica, RestingReplicas resting) : ISubchannelCallTracker
{
    /// <inheritdoc/>
    public void Start()
    {
        // Only how it comes out matters.
    }

    /// <inheritdoc/>
    public void Complete(CompletionContext context)
    {
        // A call that its caller gave up says nothing of the replica.
        if (context.Error is HttpRequestException or IOException)
        {
            resting.Missed(replica);
        }
    }
}
