using Grpc.Core;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Streaming;

/// <summary>Counts the chunks of one call. Disposing of it gives back what was taken in and never answered.</summary>
/// <remarks>Chunks are taken in by one loop and answered by another, at the same time; both have ended when it is disposed of.</remarks>
internal sealed class ChunkTally(Metrics metrics, IMethod rpc) : IDisposable
{
    private int inHand;

    /// <summary>Notes that a chunk was taken in.</summary>
    public void TakeIn()
    {
        Interlocked.Increment(ref inHand);
        metrics.ChangeChunksInHand(1);
    }

    /// <summary>Notes that the answer to one is ready, and its turn has come.</summary>
    public void Answer(int items, int failed, bool refused)
    {
        Interlocked.Decrement(ref inHand);
        metrics.ChangeChunksInHand(-1);
        metrics.CountChunk(rpc, refused);
        metrics.CountItems(rpc, items - failed, failed);
    }

    /// <inheritdoc/>
    public void Dispose() => metrics.ChangeChunksInHand(-Interlocked.Exchange(ref inHand, 0));
}
