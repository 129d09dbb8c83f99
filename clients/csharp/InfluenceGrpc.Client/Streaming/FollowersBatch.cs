using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>Blocks of follower counts, which are cut and joined into chunks. What a block holds is read before the next is asked for.</summary>
internal sealed class FollowersBatch(Platform platform) : IChunkBatch<ReadOnlyMemory<ulong>, TierRequest>
{
    private readonly FollowersWriter writer = new(platform);
    private ReadOnlyMemory<ulong> rest;

    public int Count => writer.Count;

    public void Take(ReadOnlyMemory<ulong> yielded) => rest = yielded;

    public bool Fill(ChunkLimits most)
    {
        rest = rest[writer.Add(rest.Span, most)..];
        return !rest.IsEmpty || writer.Count >= most.Items;
    }

    public HeldChunk<ReadOnlyMemory<ulong>, TierRequest> Seal(ulong sequence)
    {
        var count = writer.Count;
        return new HeldChunk<ReadOnlyMemory<ulong>, TierRequest>(sequence, [], count, writer.Take(sequence));
    }
}
