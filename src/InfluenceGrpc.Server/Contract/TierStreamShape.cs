using Influence.V1;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Contract;

/// <summary>How StreamClassifyTiers wraps its messages.</summary>
internal sealed class TierStreamShape
    : StreamShape<StreamClassifyTiersRequest, StreamClassifyTiersResponse, StreamClassifyTiersConfig, StreamClassifyTiersChunk>
{
    public override StreamClassifyTiersConfig? ConfigOf(StreamClassifyTiersRequest request) => request.Config;

    public override StreamClassifyTiersChunk? ChunkOf(StreamClassifyTiersRequest request) => request.Chunk;

    public override ulong SequenceOf(StreamClassifyTiersChunk chunk) => chunk.Sequence;

    public override StreamClassifyTiersResponse Wrap(StreamAccepted accepted) => new() { Accepted = accepted };

    public override StreamClassifyTiersResponse Wrap(StreamSummary summary) => new() { Summary = summary };
}
