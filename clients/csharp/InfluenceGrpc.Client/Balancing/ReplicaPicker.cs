using Grpc.Net.Client.Balancer;

namespace InfluenceGrpc.Client.Balancing;

/// <summary>Takes connected replicas in turn, those that rest only where no other is there.</summary>
internal sealed class ReplicaPicker(IReadOnlyList<Subchannel> connected, RestingReplicas resting) : SubchannelPicker
{
    // Clients that begin together do not all begin with the same replica.
    private int turn = Random.Shared.Next(connected.Count);

    /// <inheritdoc/>
    public override PickResult Pick(PickContext context)
    {
        var first = (uint)Interlocked.Increment(ref turn);
        for (var i = 0U; i < connected.Count; i++)
        {
            var candidate = At(first + i);
            if (!resting.IsResting(candidate))
            {
                return Picked(candidate);
            }
        }

        return Picked(At(first));
    }

    private Subchannel At(uint number) => connected[(int)(number % (uint)connected.Count)];

    private PickResult Picked(Subchannel replica) => PickResult.ForSubchannel(replica, new ReplicaCall(replica, resting));
}
