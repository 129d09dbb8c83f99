using Influence.V1;
using InfluenceGrpc.Server.Bulk;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Services;

/// <summary>Answers the chunks of one StreamScoreFit call.</summary>
internal sealed class FitChunkAnswerer(FitItemsSource itemsSource, FitTask task)
    : IChunkAnswerer<BulkChunk, BulkAnswer<StreamScoreFitResponse>>
{
    public StreamAccepted Describe() => new() { FitModelId = task.Brief.Model.Id, FitModelVersion = task.Brief.Model.Version };

    public async ValueTask<ChunkAnswer<BulkAnswer<StreamScoreFitResponse>>> AnswerAsync(BulkChunk chunk, CancellationToken cancellationToken)
    {
        using var sent = chunk.Items;
        var result = new StreamScoreFitChunkResult { Sequence = chunk.Sequence };
        var response = new StreamScoreFitResponse { Result = result };
        var scored = await itemsSource.ScoreAsync(sent, task, task.ToRow, "chunk.items", StoreCalls.OfChunk(cancellationToken));
        if (!scored.TryGet(out var items, out var refusal))
        {
            result.Status = refusal;
            return ChunkAnswer.Refusal(BulkAnswer<StreamScoreFitResponse>.Of(response));
        }

        result.Fits = FitColumnsWriter.Write(items, task);
        return ChunkAnswer.Of(BulkAnswer<StreamScoreFitResponse>.Of(response), items.Length, items.Count(item => item.Failure is not null));
    }
}
