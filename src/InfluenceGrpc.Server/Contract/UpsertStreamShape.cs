using Influence.V1;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Contract;

/// <summary>How StreamUpsertProfiles wraps its messages.</summary>
internal sealed class UpsertStreamShape
    : StreamShape<StreamUpsertProfilesRequest, StreamUpsertProfilesResponse, StreamUpsertProfilesConfig, StreamUpsertProfilesChunk>
{
    public override StreamUpsertProfilesConfig? ConfigOf(StreamUpsertProfilesRequest request) => request.Config;

    public override StreamUpsertProfilesChunk? ChunkOf(StreamUpsertProfilesRequest request) => request.Chunk;

    public override ulong SequenceOf(StreamUpsertProfilesChunk chunk) => chunk.Sequence;

    public override StreamUpsertProfilesResponse Wrap(StreamAccepted accepted) => new() { Accepted = accepted };

    public override StreamUpsertProfilesResponse Wrap(StreamSummary summary) => new() { Summary = summary };
}
