using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>StreamClassifyTiers. The schemes are those of the first connection, and later ones must have the same.</summary>
internal sealed class TierShape<T>(
    TierService.TierServiceClient client, ClassifyStreamOptions options, IChunkEncoder<T, StreamClassifyTiersRequest> encoder)
    : StreamShape<T, StreamClassifyTiersRequest, StreamClassifyTiersResponse, ClassifiedChunk<T>>(encoder)
{
    public IReadOnlyList<TierScheme>? Schemes { get; private set; }

    public override StreamClassifyTiersRequest Config { get; } = new()
    {
        Config = new StreamClassifyTiersConfig
        {
            Schemes = options.Schemes,
            Columns = new TierColumnOptions { BoundaryMargins = options.BoundaryMargins, UnrankedReasons = options.UnrankedReasons },
            ReadOptions = options.Read,
        },
    };

    public static StreamClassifyTiersRequest Wrap(ulong sequence, Items items) =>
        new() { Chunk = new StreamClassifyTiersChunk { Sequence = sequence, Items = items } };

    public override AsyncDuplexStreamingCall<StreamClassifyTiersRequest, StreamClassifyTiersResponse> Call(CallOptions callOptions) =>
        client.StreamClassifyTiers(callOptions);

    public override StreamAccepted? AcceptedOf(StreamClassifyTiersResponse response) => response.Accepted;

    public override StreamSummary? SummaryOf(StreamClassifyTiersResponse response) => response.Summary;

    public override ulong SequenceOf(StreamClassifyTiersResponse response) => response.Result?.Sequence ?? 0;

    public override void Accept(StreamAccepted accepted)
    {
        if (Schemes is not null && !accepted.TierSchemes.Select(Identity).SequenceEqual(Schemes.Select(Identity)))
        {
            throw InfluenceException.Protocol(
                "The schemes changed while the stream was interrupted: answers before and after would not agree.");
        }

        Schemes ??= accepted.TierSchemes;
    }

    public override ClassifiedChunk<T> Take(HeldChunk<T, StreamClassifyTiersRequest> held, StreamClassifyTiersResponse response)
    {
        var result = response.Result;
        return Fits(result, held.Items.Length)
            ? new ClassifiedChunk<T>(held.Sequence, held.Items, Schemes!, result)
            : throw InfluenceException.Protocol(
                $"The answer to chunk {result.Sequence} does not have a column of {held.Items.Length} a scheme.");
    }

    private bool Fits(StreamClassifyTiersChunkResult result, int items)
    {
        if (result.Status is not null)
        {
            return true;
        }

        return result.Tiers is { } tiers
            && tiers.Columns.Count == Schemes!.Count
            && tiers.Columns.All(column => column.Ordinals.Count == items)
            && (tiers.DataStatus.Count == 0 || tiers.DataStatus.Count == items);
    }

    // A version is raised whenever a bound or constant changes: of the same version only words may differ.
    private static (string Id, uint Version) Identity(TierScheme scheme) => (scheme.Id, scheme.Version);
}
