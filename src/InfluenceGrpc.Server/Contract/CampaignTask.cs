using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Server.Contract;

/// <summary>What sets of creators are forecast by.</summary>
/// <param name="Scoring">The brief with its model, and which profiles are taken.</param>
/// <param name="Estimator">What a creator does for the campaign.</param>
/// <param name="Sets">The sets, in order.</param>
/// <param name="Overlaps">What is known of pairs.</param>
internal sealed record CampaignTask(
    FitTask Scoring, ReachEstimator Estimator, IReadOnlyList<PlannedSet> Sets, AudienceOverlaps Overlaps);
