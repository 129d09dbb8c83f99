using Influence.V1;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Contract;

/// <summary>How StreamLookupProfiles wraps its messages.</summary>
internal sealed class LookupStreamShape
    : StreamShape<StreamLookupProfilesRequest, StreamLookupProfilesResponse, StreamLookupProfilesConfig, StreamLookupProfilesChunk>
{
    public override StreamLookupProfilesConfig? ConfigOf(StreamLookupProfilesRequest request) => request.Config;

    public override StreamLookupProfilesChunk? ChunkOf(StreamLookupProfilesRequest request) => request.Chunk;

    public override ulong SequenceOf(StreamLookupProfilesChunk chunk) => chunk.Sequence;

    public override int MaxItemsOf(LimitOptions limits) => limits.MaxLookupItems;

    public override StreamLookupProfilesResponse Wrap(StreamAccepted accepted) => new() { Accepted = accepted };

    public override StreamLookupProfilesResponse Wrap(StreamSummary summary) => new() { Summary = summary };
}
