using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>RankCreators: the pages of the ranking come after the last result, and only at the end of a stream that was not cut.</summary>
internal sealed class RankShape<T>(
    FitService.FitServiceClient client, Brief brief, RankOptions options, IChunkEncoder<T, RankCreatorsRequest> encoder)
    : WholeStreamShape<T, RankCreatorsRequest, RankCreatorsResponse, RankedChunk<T>>(encoder)
{
    private readonly List<RankedCreator> creators = [];

    public IReadOnlyList<RankedCreator> Creators => creators;

    /// <summary>How far the ranking is.</summary>
    public RankingProgress Progress { get; private set; } = new();

    public override string Interrupted => "The ranking was interrupted, and the server has forgotten it: rank again from the first creator.";

    public override RankCreatorsRequest Config { get; } = new()
    {
        Config = new RankCreatorsConfig
        {
            Brief = brief,
            Count = checked((uint)options.Count),
            ModelId = options.ModelId,
            IncludeIneligible = options.IncludeIneligible,
            ReadOptions = options.Read,
        },
    };

    public static RankCreatorsRequest Wrap(ulong sequence, Items items) =>
        new() { Chunk = new RankCreatorsChunk { Sequence = sequence, Items = items } };

    public override AsyncDuplexStreamingCall<RankCreatorsRequest, RankCreatorsResponse> Call(CallOptions callOptions) =>
        client.RankCreators(callOptions);

    public override StreamAccepted? AcceptedOf(RankCreatorsResponse response) => response.Accepted;

    public override StreamSummary? SummaryOf(RankCreatorsResponse response) => response.Summary;

    public override ulong SequenceOf(RankCreatorsResponse response) => response.Result?.Sequence ?? 0;

    public override bool TakeAside(RankCreatorsResponse response)
    {
        foreach (var creator in response.Page?.Creators ?? [])
        {
            creators.Add(
                creator.Rank == creators.Count + 1
                    ? creator
                    : throw InfluenceException.Protocol($"The server sent rank {creator.Rank} after {creators.Count} creators."));
        }

        return response.Page is not null;
    }

    public override RankedChunk<T> Take(HeldChunk<T, RankCreatorsRequest> held, RankCreatorsResponse response) =>
        new(held.Sequence, held.Items, response.Result);

    public override void Delivered(RankedChunk<T> chunk) => Progress = chunk.Refusal is null ? chunk.Progress : Progress;
}
