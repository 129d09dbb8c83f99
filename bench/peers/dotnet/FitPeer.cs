using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.DotnetPeer;

/// <summary>The empty method: reads its request, does nothing, and answers an empty message.</summary>
internal sealed class FitPeer : FitService.FitServiceBase
{
    /// <inheritdoc/>
    public override Task<ScoreFitResponse> ScoreFit(ScoreFitRequest request, ServerCallContext context) =>
        Task.FromResult(new ScoreFitResponse());
}
