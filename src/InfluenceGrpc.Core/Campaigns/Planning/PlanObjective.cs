namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>What a plan is to have as much of as possible. Numbers equal those of <c>influence.v1.PlanObjective</c>.</summary>
public enum PlanObjective
{
    Unspecified = 0,
    NetInTargetReach = 1,
    InTargetEngagements = 2,
    CredibleReach = 3,
}
