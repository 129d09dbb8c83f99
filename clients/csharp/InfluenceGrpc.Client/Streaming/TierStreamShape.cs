using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>
/// StreamClassifyTiers, whatever its answers are made into. The schemes are those of the first connection, and later ones must have the
/// same.
/// </summary>
/// <param name="calls">The channel.</param>
/// <param name="options">What is asked for.</param>
/// <param name="batch">Gathers the items.</param>
/// <param name="read">Reads an answer.</param>
internal abstract class TierStreamShape<T, TChunk>(
    CallInvoker calls, ClassifyStreamOptions options, IChunkBatch<T, TierRequest> batch, Func<DeserializationContext, TierResponse> read)
    : StreamShape<T, TierRequest, TierResponse, TChunk>(batch)
    where TChunk : AnsweredChunk
{
    private readonly Method<TierRequest, TierResponse> method = new(
        MethodType.DuplexStreaming,
        TierService.Descriptor.FullName,
        nameof(TierService.TierServiceClient.StreamClassifyTiers),
        new Marshaller<TierRequest>(TierRequest.Write, TierRequest.Read),
        new Marshaller<TierResponse>(TierResponse.Write, read));

    public IReadOnlyList<TierScheme>? Schemes { get; private set; }

    public override TierRequest Config { get; } = TierRequest.Of(new StreamClassifyTiersRequest
    {
        Config = new StreamClassifyTiersConfig
        {
            Schemes = options.Schemes,
            Columns = new TierColumnOptions { BoundaryMargins = options.BoundaryMargins, UnrankedReasons = options.UnrankedReasons },
            ReadOptions = options.Read,
        },
    });

    public override AsyncDuplexStreamingCall<TierRequest, TierResponse> Call(CallOptions callOptions) =>
        calls.AsyncDuplexStreamingCall(method, host: null, callOptions);

    public override int SizeOf(TierRequest request) => request.Length;

    public override StreamAccepted? AcceptedOf(TierResponse response) => response.Message?.Accepted;

    public override StreamSummary? SummaryOf(TierResponse response) => response.Message?.Summary;

    public override ulong SequenceOf(TierResponse response) => response.Answer?.Sequence ?? response.Message?.Result?.Sequence ?? 0;

    public override void Accept(StreamAccepted accepted)
    {
        if (Schemes is not null && !accepted.TierSchemes.Select(Identity).SequenceEqual(Schemes.Select(Identity)))
        {
            throw InfluenceException.Protocol(
                "The schemes changed while the stream was interrupted: answers before and after would not agree.");
        }

        Schemes ??= accepted.TierSchemes;
    }

    protected static InfluenceException Misfit(HeldChunk<T, TierRequest> held) =>
        InfluenceException.Protocol($"The answer to chunk {held.Sequence} does not have a column of {held.Count} a scheme.");

    // A version is raised whenever a bound or constant changes: of the same version only words may differ.
    private static (string Id, uint Version) Identity(TierScheme scheme) => (scheme.Id, scheme.Version);
}
