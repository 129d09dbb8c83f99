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

    /// <summary>
    /// What is sent after the last answer and before the summary, of a stream that the client has completed; nothing where
    /// not told otherwise. Called once, after every answer was sent, and never where the stream ends early: what rests on
    /// half of what the client wanted to send would pass for the whole. Gone through once, while it is sent.
    /// </summary>
    IEnumerable<TResponse> Conclude() => [];
}
