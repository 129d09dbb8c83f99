using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>
/// StreamLookupProfiles. A chunk's answer may come in parts: they are put together, so that a chunk is answered whole or,
/// when the call ends amid its parts, not yet.
/// </summary>
internal sealed class LookupShape<T>(
    ProfileService.ProfileServiceClient client, LookupStreamOptions options, IChunkEncoder<T, StreamLookupProfilesRequest> encoder)
    : StreamShape<T, StreamLookupProfilesRequest, StreamLookupProfilesResponse, LookedUpChunk<T>>(new ItemBatch<T, StreamLookupProfilesRequest>(encoder))
{
    private List<CreatorProfile> profiles = [];
    private List<DataStatus> statuses = [];
    private List<ItemErrors> errors = [];

    public override StreamLookupProfilesRequest Config { get; } =
        new() { Config = new StreamLookupProfilesConfig { ReadOptions = options.Read } };

    public static StreamLookupProfilesRequest Wrap(ulong sequence, CreatorIds ids) =>
        new() { Chunk = new StreamLookupProfilesChunk { Sequence = sequence, Ids = ids } };

    public override AsyncDuplexStreamingCall<StreamLookupProfilesRequest, StreamLookupProfilesResponse> Call(CallOptions callOptions) =>
        client.StreamLookupProfiles(callOptions);

    public override StreamAccepted? AcceptedOf(StreamLookupProfilesResponse response) => response.Accepted;

    public override StreamSummary? SummaryOf(StreamLookupProfilesResponse response) => response.Summary;

    public override ulong SequenceOf(StreamLookupProfilesResponse response) => response.Result?.Sequence ?? 0;

    public override LookedUpChunk<T>? Take(HeldChunk<T, StreamLookupProfilesRequest> held, StreamLookupProfilesResponse response)
    {
        var result = response.Result;
        if (result.Status is { } status)
        {
            return new LookedUpChunk<T>(held.Sequence, held.Items, InfluenceError.From(status), errors: null, [], []);
        }

        Add(result, held.Items.Length);
        if (result.More)
        {
            return null;
        }

        if (profiles.Count != held.Items.Length)
        {
            throw Misfit(result.Sequence, held.Items.Length);
        }

        return new LookedUpChunk<T>(
            held.Sequence, held.Items, refusal: null, ItemFaults.Spread(errors, held.Items.Length), profiles, statuses);
    }

    private void Add(StreamLookupProfilesChunkResult result, int items)
    {
        var rows = result.Rows ?? throw Misfit(result.Sequence, items);
        if (rows.FirstItem == 0)
        {
            // Also where an earlier call ended amid the parts: the chunk is answered anew.
            (profiles, statuses, errors) = ([], [], []);
        }

        if (rows.FirstItem != profiles.Count
            || rows.Profiles.Count != rows.ItemCount
            || rows.DataStatus.Count != rows.ItemCount
            || profiles.Count + rows.Profiles.Count > items)
        {
            throw Misfit(result.Sequence, items);
        }

        profiles.AddRange(rows.Profiles);
        statuses.AddRange(rows.DataStatus);
        errors.AddRange(rows.Errors);
    }

    private static InfluenceException Misfit(ulong sequence, int items) =>
        InfluenceException.Protocol($"The answer to chunk {sequence} does not have a row for each of {items} ids, in order.");
}
