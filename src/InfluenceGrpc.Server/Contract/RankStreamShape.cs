using Influence.V1;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Contract;

/// <summary>How RankCreators wraps its messages.</summary>
internal sealed class RankStreamShape : StreamShape<RankCreatorsRequest, RankCreatorsResponse, RankCreatorsConfig, RankCreatorsChunk>
{
    public override RankCreatorsConfig? ConfigOf(RankCreatorsRequest request) => request.Config;

    public override RankCreatorsChunk? ChunkOf(RankCreatorsRequest request) => request.Chunk;

    public override ulong SequenceOf(RankCreatorsChunk chunk) => chunk.Sequence;

    public override RankCreatorsResponse Wrap(StreamAccepted accepted) => new() { Accepted = accepted };

    public override RankCreatorsResponse Wrap(StreamSummary summary) => new() { Summary = summary };
}
