using Influence.V1;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Contract;

/// <summary>How StreamScoreFit wraps its messages.</summary>
internal sealed class FitStreamShape : StreamShape<StreamScoreFitRequest, StreamScoreFitResponse, StreamScoreFitConfig, StreamScoreFitChunk>
{
    public override StreamScoreFitConfig? ConfigOf(StreamScoreFitRequest request) => request.Config;

    public override StreamScoreFitChunk? ChunkOf(StreamScoreFitRequest request) => request.Chunk;

    public override ulong SequenceOf(StreamScoreFitChunk chunk) => chunk.Sequence;

    public override int MaxItemsOf(StreamScoreFitConfig config, LimitOptions limits) => FitColumnsWriter.MaxItems(config.Columns, limits);

    public override StreamScoreFitResponse Wrap(StreamAccepted accepted) => new() { Accepted = accepted };

    public override StreamScoreFitResponse Wrap(StreamSummary summary) => new() { Summary = summary };
}
