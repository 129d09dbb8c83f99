using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>
/// StreamUpsertProfiles. Of a chunk that the store took in part, only the rest is sent again: what it took could else
/// overwrite what others wrote since without versions.
/// </summary>
internal sealed class UpsertShape<T>(
    ProfileService.ProfileServiceClient client, UpsertStreamOptions options, IChunkEncoder<T, StreamUpsertProfilesRequest> encoder)
    : StreamShape<T, StreamUpsertProfilesRequest, StreamUpsertProfilesResponse, UpsertedChunk<T>>(new ItemBatch<T, StreamUpsertProfilesRequest>(encoder))
{
    // Of the chunk that is sent again in part; only the first of the window ever is.
    private int[]? owed;
    private UpsertOutcome[] outcomes = [];
    private InfluenceError?[] errors = [];

    private long delivered;
    private long resumeAfter;
    private bool stands;

    public override StreamUpsertProfilesRequest Config { get; } = new()
    {
        Config = new StreamUpsertProfilesConfig { WriteOptions = new ProfileWriteOptions { MinReplicas = checked((uint)options.MinReplicas) } },
    };

    public override bool NeedsStore => true;

    public long ResumeAfter => Volatile.Read(ref resumeAfter);

    public static StreamUpsertProfilesRequest Wrap(ulong sequence, CreatorProfiles profiles) =>
        new() { Chunk = new StreamUpsertProfilesChunk { Sequence = sequence, Profiles = profiles } };

    public override AsyncDuplexStreamingCall<StreamUpsertProfilesRequest, StreamUpsertProfilesResponse> Call(CallOptions callOptions) =>
        client.StreamUpsertProfiles(callOptions);

    public override StreamAccepted? AcceptedOf(StreamUpsertProfilesResponse response) => response.Accepted;

    public override StreamSummary? SummaryOf(StreamUpsertProfilesResponse response) => response.Summary;

    public override ulong SequenceOf(StreamUpsertProfilesResponse response) => response.Result?.Sequence ?? 0;

    public override UpsertedChunk<T> Take(HeldChunk<T, StreamUpsertProfilesRequest> held, StreamUpsertProfilesResponse response)
    {
        var result = response.Result;
        if (result.Status is { } status)
        {
            return new UpsertedChunk<T>(held.Sequence, held.Items, InfluenceError.From(status), errors: null, [], isCovered: false);
        }

        var sent = owed?.Length ?? held.Items.Length;
        if (result.Upserts is not { } columns || columns.Outcomes.Count != sent)
        {
            throw InfluenceException.Protocol($"The answer to chunk {result.Sequence} does not have an outcome for each of {sent} profiles.");
        }

        if (owed is null)
        {
            outcomes = new UpsertOutcome[sent];
            errors = new InfluenceError?[sent];
        }

        var faults = ItemFaults.Spread(columns.Errors, sent);
        for (var i = 0; i < sent; i++)
        {
            var item = owed?[i] ?? i;
            outcomes[item] = columns.Outcomes[i];
            errors[item] = faults?[i];
        }

        return new UpsertedChunk<T>(
            held.Sequence, held.Items, refusal: null, errors, outcomes, isCovered: result.ResumeAfter >= held.Sequence);
    }

    public override void Narrow(HeldChunk<T, StreamUpsertProfilesRequest> held, UpsertedChunk<T> answer)
    {
        if (answer.Refusal is not null)
        {
            return;
        }

        var sent = held.Message.Chunk.Profiles.Profiles;
        var rest = new CreatorProfiles();
        List<int> items = [];
        for (var i = 0; i < sent.Count; i++)
        {
            var item = owed?[i] ?? i;
            if (answer.IsOwed(item))
            {
                items.Add(item);
                rest.Profiles.Add(sent[i]);
            }
        }

        owed = [.. items];
        held.Message = Wrap(held.Sequence, rest);
    }

    public override void Delivered(UpsertedChunk<T> chunk)
    {
        owed = null;
        delivered += chunk.Items.Count;

        // A new call knows nothing of what an earlier one refused: what once stands goes on standing.
        stands |= !chunk.IsCovered;
        if (!stands)
        {
            Volatile.Write(ref resumeAfter, delivered);
        }
    }
}
