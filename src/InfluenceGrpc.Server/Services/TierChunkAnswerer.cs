using Influence.V1;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Services;

/// <summary>Answers the chunks of one StreamClassifyTiers call.</summary>
internal sealed class TierChunkAnswerer(
    TierItemsReader itemsReader,
    Core.Tiers.TierScheme[] schemes,
    TierColumnOptions? columns)
    : IChunkAnswerer<StreamClassifyTiersChunk, StreamClassifyTiersResponse>
{
    public StreamAccepted Describe() => new() { TierSchemes = { schemes.Select(TierSchemeWriter.Write) } };

    public ValueTask<ChunkAnswer<StreamClassifyTiersResponse>> AnswerAsync(
        StreamClassifyTiersChunk chunk, CancellationToken cancellationToken)
    {
        var result = new StreamClassifyTiersChunkResult { Sequence = chunk.Sequence };
        var response = new StreamClassifyTiersResponse { Result = result };
        if (!itemsReader.Read(chunk.Items, schemes, "chunk.items").TryGet(out var reading, out var refusal))
        {
            result.Status = refusal;
            return new(new ChunkAnswer<StreamClassifyTiersResponse>(response, Items: 0, Failed: 0, Refused: true));
        }

        result.Tiers = TierColumnsWriter.Write(reading, schemes, columns);
        return new(new ChunkAnswer<StreamClassifyTiersResponse>(
            response, reading.Items.Count, reading.Items.FailedCount, Refused: false));
    }
}
