using Influence.V1;
using InfluenceGrpc.Server.Bulk;
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
    : IChunkAnswerer<BulkChunk, BulkAnswer<StreamClassifyTiersResponse>>
{
    public StreamAccepted Describe() => new() { TierSchemes = { schemes.Select(TierSchemeWriter.Write) } };

    public async ValueTask<ChunkAnswer<BulkAnswer<StreamClassifyTiersResponse>>> AnswerAsync(BulkChunk chunk, CancellationToken cancellationToken)
    {
        using var items = chunk.Items;
        var read = await itemsSource.ReadAsync(items, schemes, "chunk.items", wish, StoreCalls.OfChunk(cancellationToken));
        if (!read.TryGet(out var reading, out var refusal))
        {
            var refused = new StreamClassifyTiersResponse { Result = new() { Sequence = chunk.Sequence, Status = refusal } };
            return ChunkAnswer.Refusal(BulkAnswer<StreamClassifyTiersResponse>.Of(refused));
        }

        return ChunkAnswer.Of(TierAnswerWriter.Write(chunk.Sequence, reading, schemes, columns), reading.Items.Count, reading.Items.FailedCount);
    }
}
