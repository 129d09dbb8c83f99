using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>PlanCampaign: the plan comes after the last result, and only at the end of a stream that was not cut.</summary>
internal sealed class PlanShape<T>(
    CampaignService.CampaignServiceClient client, PlanCampaignConfig config, IChunkEncoder<T, PlanCampaignRequest> encoder)
    : WholeStreamShape<T, PlanCampaignRequest, PlanCampaignResponse, PlannedChunk<T>>(encoder)
{
    /// <summary>Null until the server has sent it.</summary>
    public PlanCampaignResult? Plan { get; private set; }

    /// <summary>How far the planning is.</summary>
    public PlanningProgress Progress { get; private set; } = new();

    public override string Interrupted => "The planning was interrupted, and the server has forgotten it: plan again from the first candidate.";

    public override PlanCampaignRequest Config { get; } = new() { Config = config };

    public static PlanCampaignRequest Wrap(ulong sequence, Items items) =>
        new() { Chunk = new PlanCampaignChunk { Sequence = sequence, Items = items } };

    public override AsyncDuplexStreamingCall<PlanCampaignRequest, PlanCampaignResponse> Call(CallOptions callOptions) =>
        client.PlanCampaign(callOptions);

    public override StreamAccepted? AcceptedOf(PlanCampaignResponse response) => response.Accepted;

    public override StreamSummary? SummaryOf(PlanCampaignResponse response) => response.Summary;

    public override ulong SequenceOf(PlanCampaignResponse response) => response.Result?.Sequence ?? 0;

    public override bool TakeAside(PlanCampaignResponse response)
    {
        if (response.Plan is null)
        {
            return false;
        }

        Plan = Plan is null ? response.Plan : throw InfluenceException.Protocol("The server sent two plans.");
        return true;
    }

    public override PlannedChunk<T> Take(HeldChunk<T, PlanCampaignRequest> held, PlanCampaignResponse response) =>
        new(held.Sequence, held.Items, response.Result);

    public override void Delivered(PlannedChunk<T> chunk) => Progress = chunk.Refusal is null ? chunk.Progress : Progress;
}
