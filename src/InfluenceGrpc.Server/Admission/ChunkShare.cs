using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Admission;

/// <summary>
/// Shares out, among the streams under way, how many chunks all of them may have in hand: what bounds the memory of clients that
/// send and never read.
/// </summary>
internal sealed class ChunkShare(LimitOptions limits, MemoryBudget memory)
{
    private int streams;

    /// <summary>How many chunks a stream may have in hand now, in [1, <paramref name="most"/>]; it changes as streams come and go.</summary>
    /// <remarks>One where memory runs short: to wait with the next is better than to find no room for it.</remarks>
    public int Of(int most) =>
        memory.IsShort ? 1 : Math.Clamp(limits.MaxChunksInHand / Math.Max(1, Volatile.Read(ref streams)), 1, most);

    /// <summary>A stream begins. What is returned is told of its chunks, and disposed when it ends.</summary>
    /// <param name="most">Chunks that the stream may have in hand whatever the others have, at least 1.</param>
    public ChunksInHand Enter(int most)
    {
        Interlocked.Increment(ref streams);
        return new ChunksInHand(this, most);
    }

    internal void Leave() => Interlocked.Decrement(ref streams);
}
