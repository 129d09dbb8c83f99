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

    public override int MaxItemsOf(StreamLookupProfilesConfig config, LimitOptions limits) => limits.MaxLookupItems;

    // What waits to be sent is whole profiles, up to 64 KiB each: two chunks keep client and store busy.
    public override int MaxChunksInFlightOf(LimitOptions limits) => Math.Min(limits.MaxChunksInFlight, 2);

    public override StreamLookupProfilesResponse Wrap(StreamAccepted accepted) => new() { Accepted = accepted };

    public override StreamLookupProfilesResponse Wrap(StreamSummary summary) => new() { Summary = summary };
}
