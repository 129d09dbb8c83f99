using Google.Protobuf.WellKnownTypes;
using Influence.V1;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Tells what the server has done and has in hand.</summary>
internal sealed class ActivityWriter(
    ServerActivity activity, ServerClock clock, MemoryBudget memory, NearCache cache, StoreAvailability availability, ProfileOptions profiles)
{
    /// <summary>As it is now.</summary>
    public GetServerActivityResponse Write()
    {
        var answer = new GetServerActivityResponse
        {
            Uptime = clock.Uptime.ToDuration(),
            ActiveStreams = (uint)activity.ActiveStreams,
            ChunksInHand = (uint)activity.ChunksInHand,
            CallMemoryHeldBytes = (ulong)memory.Held,
            CallMemoryLimitBytes = (ulong)memory.Most,
        };
        answer.Rpcs.AddRange(activity.Rpcs.Select(WriteRpc));
        if (profiles.Store.IsThere)
        {
            var counts = cache.Counts;
            answer.NearCache = new() { Hits = (ulong)counts.Hits, Misses = (ulong)counts.Misses, Entries = (ulong)counts.Entries };
            answer.ProfileStoreUp = availability.IsUp;
        }

        return answer;
    }

    private static RpcActivity WriteRpc(RpcCount count) => new()
    {
        Rpc = $"{count.Service}/{count.Method}",
        Calls = (ulong)count.Calls,
        FailedCalls = (ulong)count.FailedCalls,
        ItemsOk = (ulong)count.ItemsOk,
        ItemsFailed = (ulong)count.ItemsFailed,
    };
}
