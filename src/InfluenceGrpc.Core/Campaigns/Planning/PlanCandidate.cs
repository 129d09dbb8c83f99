using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>A creator that may be taken into a plan.</summary>
/// <param name="Creator">Whom.</param>
/// <param name="Price">[0, ∞).</param>
/// <param name="Parts">What it brings: of each segment the share that it reaches, [0, 1]; of engagements their number.</param>
/// <param name="Origin">What the caller wants to be told again where it is taken.</param>
internal sealed record PlanCandidate(CreatorReach Creator, decimal Price, double[] Parts, int Origin = 0);
