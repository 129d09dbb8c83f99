using InfluenceGrpc.Core.Campaigns.Planning;
using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Server.Contract;

/// <summary>What a campaign is planned by.</summary>
/// <param name="Scoring">The brief with its model, and which profiles are taken.</param>
/// <param name="Estimator">What a creator does for the campaign.</param>
/// <param name="Goal">What is planned.</param>
/// <param name="MustHaves">Creators that are in the plan in any case; may be empty.</param>
internal sealed record PlanTask(FitTask Scoring, ReachEstimator Estimator, PlanGoal Goal, PlannedSet MustHaves);
