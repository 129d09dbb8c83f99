using Influence.V1;

namespace InfluenceGrpc.Server.Streaming;

/// <summary>Answers chunks as another does, and counts them.</summary>
internal sealed class CountedAnswerer<TChunk, TResponse>(IChunkAnswerer<TChunk, TResponse> answerer, ChunkTally tally)
    : IChunkAnswerer<TChunk, TResponse>
{
    /// <summary>The answerer, counted where the call has a tally.</summary>
    public static IChunkAnswerer<TChunk, TResponse> Over(IChunkAnswerer<TChunk, TResponse> answerer, HttpContext context) =>
        context.Features.Get<ChunkTally>() is { } tally ? new CountedAnswerer<TChunk, TResponse>(answerer, tally) : answerer;

    public StreamAccepted Describe() => answerer.Describe();

    public ValueTask<ChunkAnswer<TResponse>> AnswerAsync(TChunk chunk, CancellationToken cancellationToken)
    {
        tally.TakeIn();
        return answerer.AnswerAsync(chunk, cancellationToken);
    }

    public void Complete(ChunkAnswer<TResponse> answer)
    {
        answerer.Complete(answer);
        tally.Answer(answer.Items, answer.Failed, answer.Refused);
    }

    public IEnumerable<TResponse> Conclude() => answerer.Conclude();
}
