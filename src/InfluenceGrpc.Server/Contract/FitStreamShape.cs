using Influence.V1;
using InfluenceGrpc.Server.Bulk;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Contract;

/// <summary>How StreamScoreFit wraps its messages.</summary>
internal sealed class FitStreamShape :
    StreamShape<BulkRequest<StreamScoreFitRequest>, BulkAnswer<StreamScoreFitResponse>, StreamScoreFitConfig, BulkChunk>
{
    public override StreamScoreFitConfig? ConfigOf(BulkRequest<StreamScoreFitRequest> request) => request.Message?.Config;

    public override BulkChunk? ChunkOf(BulkRequest<StreamScoreFitRequest> request) =>
        request.Message?.Chunk is { } chunk ? new(chunk.Sequence, BulkItems.Of(chunk.Items)) : request.Chunk;

    public override ulong SequenceOf(BulkChunk chunk) => chunk.Sequence;

    public override int MaxItemsOf(StreamScoreFitConfig config, LimitOptions limits) => FitColumnsWriter.MaxItems(config.Columns, limits);

    public override BulkAnswer<StreamScoreFitResponse> Wrap(StreamAccepted accepted) => Of(new() { Accepted = accepted });

    public override BulkAnswer<StreamScoreFitResponse> Wrap(StreamSummary summary) => Of(new() { Summary = summary });

    private static BulkAnswer<StreamScoreFitResponse> Of(StreamScoreFitResponse message) => BulkAnswer<StreamScoreFitResponse>.Of(message);
}
