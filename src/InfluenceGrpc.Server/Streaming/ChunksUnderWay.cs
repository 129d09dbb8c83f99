using InfluenceGrpc.Server.Admission;

namespace InfluenceGrpc.Server.Streaming;

/// <summary>Answers the chunks of a call, and keeps the books of it: how many are in hand, and what memory they take.</summary>
internal sealed class ChunksUnderWay<TChunk, TResponse>(
    IChunkAnswerer<TChunk, TResponse> answerer, ProcessorPlaces processors, HttpContext context)
{
    private readonly CallMemory memory = CallMemory.Of(context);

    // None where nobody counts streams.
    private readonly ChunkTally? tally = context.Features.Get<ChunkTally>();

    /// <summary>The message read last is kept until the call ends.</summary>
    public void KeepMessage() => memory.HandOver();

    /// <summary>The message read last is a chunk. Returns how many bytes it takes.</summary>
    public long TakeIn()
    {
        tally?.TakeIn();
        return memory.HandOver();
    }

    /// <summary>Answers a chunk.</summary>
    /// <param name="chunk">What it holds.</param>
    /// <param name="taken">How many bytes it takes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async ValueTask<ChunkAnswer<TResponse>> AnswerAsync(TChunk chunk, long taken, CancellationToken cancellationToken)
    {
        var answer = await processors.RunAsync(() => AnswerInTurnAsync(chunk, cancellationToken), cancellationToken);
        return answer with { Bytes = taken + answer.Bytes };
    }

    /// <summary>An answer's turn has come.</summary>
    public void Complete(ChunkAnswer<TResponse> answer)
    {
        answerer.Complete(answer);
        tally?.Answer(answer.Items, answer.Failed, answer.Refused);
    }

    /// <summary>An answer is sent.</summary>
    public void Forget(ChunkAnswer<TResponse> answer) => memory.Give(answer.Bytes);

    /// <summary>What is sent after the last answer.</summary>
    public IEnumerable<TResponse> Conclude() => answerer.Conclude();

    // Room is made when the chunk's turn has come: hundreds that wait for theirs would take all there is. It is made at all, or hundreds
    // of chunks that are in hand already would become answers for which there is none.
    private async ValueTask<ChunkAnswer<TResponse>> AnswerInTurnAsync(TChunk chunk, CancellationToken cancellationToken)
    {
        await memory.MakeRoomAsync(ChunkAnswer.MostBytes, cancellationToken);
        var answer = await answerer.AnswerAsync(chunk, cancellationToken);
        memory.Hold(answer.Bytes);
        memory.Give(ChunkAnswer.MostBytes);
        return answer;
    }
}
