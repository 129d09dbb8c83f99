using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>StreamScoreFit. The model is that of the first connection, and later ones must have the same.</summary>
internal sealed class FitShape<T>(
    FitService.FitServiceClient client, Brief brief, FitStreamOptions options, IChunkEncoder<T, StreamScoreFitRequest> encoder)
    : StreamShape<T, StreamScoreFitRequest, StreamScoreFitResponse, ScoredChunk<T>>(new ItemBatch<T, StreamScoreFitRequest>(encoder))
{
    // A version is raised whenever a constant changes.
    public (string Id, uint Version) Model { get; private set; } = ("", 0);

    public override StreamScoreFitRequest Config { get; } = new()
    {
        Config = new StreamScoreFitConfig
        {
            Brief = brief,
            ModelId = options.ModelId,
            Columns = new FitColumnOptions { Components = options.Components },
            ReadOptions = options.Read,
        },
    };

    public static StreamScoreFitRequest Wrap(ulong sequence, Items items) =>
        new() { Chunk = new StreamScoreFitChunk { Sequence = sequence, Items = items } };

    public override AsyncDuplexStreamingCall<StreamScoreFitRequest, StreamScoreFitResponse> Call(CallOptions callOptions) =>
        client.StreamScoreFit(callOptions);

    public override StreamAccepted? AcceptedOf(StreamScoreFitResponse response) => response.Accepted;

    public override StreamSummary? SummaryOf(StreamScoreFitResponse response) => response.Summary;

    public override ulong SequenceOf(StreamScoreFitResponse response) => response.Result?.Sequence ?? 0;

    public override void Accept(StreamAccepted accepted)
    {
        var answering = (accepted.FitModelId, accepted.FitModelVersion);
        if (Model.Version != 0 && answering != Model)
        {
            throw InfluenceException.Protocol(
                "The fit model changed while the stream was interrupted: scores before and after would not agree.");
        }

        Model = answering;
    }

    public override ScoredChunk<T> Take(HeldChunk<T, StreamScoreFitRequest> held, StreamScoreFitResponse response)
    {
        var result = response.Result;
        return Fits(result, held.Items.Length)
            ? new ScoredChunk<T>(held.Sequence, held.Items, result)
            : throw InfluenceException.Protocol($"The answer to chunk {result.Sequence} does not have columns of {held.Items.Length} scores.");
    }

    private static bool Fits(StreamScoreFitChunkResult result, int items)
    {
        if (result.Status is not null)
        {
            return true;
        }

        return result.Fits is { } fits
            && fits.Scores.Count == items
            && fits.Lowers.Count == items
            && fits.Uppers.Count == items
            && fits.Coverages.Count == items
            && (fits.TargetShares.Count == 0 || fits.TargetShares.Count == items)
            && fits.Components.All(column => column.Contributions.Count == items && column.Statuses.Count == items)
            && (fits.DataStatus.Count == 0 || fits.DataStatus.Count == items);
    }
}
