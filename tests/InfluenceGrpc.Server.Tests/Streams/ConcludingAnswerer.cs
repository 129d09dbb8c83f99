using Influence.V1;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Tests.Streams;

/// <summary>Echoes chunks by their sequence, and concludes with so many pages, each made when it is asked for.</summary>
internal sealed class ConcludingAnswerer(int pages) : IChunkAnswerer<RankCreatorsChunk, RankCreatorsResponse>
{
    private int made;

    /// <summary>Pages made so far.</summary>
    public int Made => Volatile.Read(ref made);

    public StreamAccepted Describe() => new();

    public ValueTask<ChunkAnswer<RankCreatorsResponse>> AnswerAsync(RankCreatorsChunk chunk, CancellationToken cancellationToken) =>
        new(new ChunkAnswer<RankCreatorsResponse>([new() { Result = new() { Sequence = chunk.Sequence } }], 1, 0, Refused: false, Bytes: 0));

    public IEnumerable<RankCreatorsResponse> Conclude()
    {
        for (var page = 1; page <= pages; page++)
        {
            Interlocked.Increment(ref made);
            yield return new() { Page = new() { Creators = { new RankedCreator { Rank = (uint)page } } } };
        }
    }
}
