using Grpc.Core;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Server.Services;

/// <summary>On whose behalf the profile store is asked.</summary>
internal static class StoreCalls
{
    /// <summary>A unary call, which waits until its deadline.</summary>
    public static StoreCall OfUnary(ServerCallContext context, TimeProvider time) => new(
        StoreLane.Unary,
        context.Deadline == DateTime.MaxValue ? null : context.Deadline - time.GetUtcNow().UtcDateTime,
        context.CancellationToken);

    /// <summary>A chunk of a stream, which may last for any time.</summary>
    public static StoreCall OfChunk(CancellationToken cancellationToken) => new(StoreLane.Bulk, TimeLeft: null, cancellationToken);
}
