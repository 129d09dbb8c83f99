using Influence.V1;

namespace InfluenceGrpc.Server.Streaming;

/// <summary>What a stream does with its chunks, once its config is accepted.</summary>
internal interface IChunkAnswerer<TChunk, TResponse>
{
    /// <summary>Fills in what answers this stream; its limits are set by the stream itself.</summary>
    StreamAccepted Describe();

    /// <summary>
    /// Answers a chunk. Several may be under way at once; answers go out in the order of the chunks. A chunk at fault
    /// is refused in its answer, never by an exception.
    /// </summary>
    ValueTask<ChunkAnswer<TResponse>> AnswerAsync(TChunk chunk, CancellationToken cancellationToken);

    /// <summary>
    /// Completes an answer with what only the order of the chunks tells. Called just before it is sent, one answer at a
    /// time, in order.
    /// </summary>
    void Complete(ChunkAnswer<TResponse> answer)
    {
    }
}
