using Influence.V1;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Contract;

/// <summary>How PlanCampaign wraps its messages.</summary>
internal sealed class PlanStreamShape : StreamShape<PlanCampaignRequest, PlanCampaignResponse, PlanCampaignConfig, PlanCampaignChunk>
{
    public override PlanCampaignConfig? ConfigOf(PlanCampaignRequest request) => request.Config;

    public override PlanCampaignChunk? ChunkOf(PlanCampaignRequest request) => request.Chunk;

    public override ulong SequenceOf(PlanCampaignChunk chunk) => chunk.Sequence;

    public override PlanCampaignResponse Wrap(StreamAccepted accepted) => new() { Accepted = accepted };

    public override PlanCampaignResponse Wrap(StreamSummary summary) => new() { Summary = summary };
}
