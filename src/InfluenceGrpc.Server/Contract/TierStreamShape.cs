using Influence.V1;
using InfluenceGrpc.Server.Bulk;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Contract;

/// <summary>How StreamClassifyTiers wraps its messages.</summary>
internal sealed class TierStreamShape
    : StreamShape<BulkRequest<StreamClassifyTiersRequest>, BulkAnswer<StreamClassifyTiersResponse>, StreamClassifyTiersConfig, BulkChunk>
{
    public override StreamClassifyTiersConfig? ConfigOf(BulkRequest<StreamClassifyTiersRequest> request) => request.Message?.Config;

    public override BulkChunk? ChunkOf(BulkRequest<StreamClassifyTiersRequest> request) =>
        request.Message?.Chunk is { } chunk ? new(chunk.Sequence, BulkItems.Of(chunk.Items)) : request.Chunk;

    public override ulong SequenceOf(BulkChunk chunk) => chunk.Sequence;

    public override BulkAnswer<StreamClassifyTiersResponse> Wrap(StreamAccepted accepted) => Of(new() { Accepted = accepted });

    public override BulkAnswer<StreamClassifyTiersResponse> Wrap(StreamSummary summary) => Of(new() { Summary = summary });

    private static BulkAnswer<StreamClassifyTiersResponse> Of(StreamClassifyTiersResponse message) =>
        BulkAnswer<StreamClassifyTiersResponse>.Of(message);
}
