using Influence.V1;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Services;

/// <summary>Answers the chunks of one StreamScoreFit call.</summary>
internal sealed class FitChunkAnswerer(FitItemsSource itemsSource, FitTask task)
    : IChunkAnswerer<StreamScoreFitChunk, StreamScoreFitResponse>
{
    public StreamAccepted Describe() => new() { FitModelId = task.Brief.Model.Id, FitModelVersion = task.Brief.Model.Version };

    public async ValueTask<ChunkAnswer<StreamScoreFitResponse>> AnswerAsync(StreamScoreFitChunk chunk, CancellationToken cancellationToken)
    {
        var result = new StreamScoreFitChunkResult { Sequence = chunk.Sequence };
        var response = new StreamScoreFitResponse { Result = result };
        var scored = await itemsSource.ScoreAsync(chunk.Items, task, task.ToRow, "chunk.items", StoreCalls.OfChunk(cancellationToken));
        if (!scored.TryGet(out var items, out var refusal))
        {
            result.Status = refusal;
            return ChunkAnswer.Refusal(response);
        }

        result.Fits = FitColumnsWriter.Write(items, task);
        return ChunkAnswer.Of(response, items.Length, items.Count(item => item.Failure is not null));
    }
}
