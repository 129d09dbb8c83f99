using Influence.V1;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Services;

/// <summary>Answers the chunks of one StreamClassifyTiers call.</summary>
internal sealed class TierChunkAnswerer(
    TierItemsSource itemsSource,
    Core.Tiers.TierScheme[] schemes,
    TierColumnOptions? columns,
    ReadWish wish)
    : IChunkAnswerer<StreamClassifyTiersChunk, StreamClassifyTiersResponse>
{
    public StreamAccepted Describe() => new() { TierSchemes = { schemes.Select(TierSchemeWriter.Write) } };

    public async ValueTask<ChunkAnswer<StreamClassifyTiersResponse>> AnswerAsync(
        StreamClassifyTiersChunk chunk, CancellationToken cancellationToken)
    {
        var result = new StreamClassifyTiersChunkResult { Sequence = chunk.Sequence };
        var response = new StreamClassifyTiersResponse { Result = result };
        var read = await itemsSource.ReadAsync(chunk.Items, schemes, "chunk.items", wish, StoreCalls.OfChunk(cancellationToken));
        if (!read.TryGet(out var reading, out var refusal))
        {
            result.Status = refusal;
            return ChunkAnswer.Refusal(response);
        }

        result.Tiers = TierColumnsWriter.Write(reading, schemes, columns);
        return ChunkAnswer.Of(response, reading.Items.Count, reading.Items.FailedCount);
    }
}
