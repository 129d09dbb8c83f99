namespace InfluenceGrpc.Core.Campaigns.Comparison;

/// <summary>What plans are compared by. Numbers equal those of <c>influence.v1.CampaignMeasure</c>.</summary>
public enum CampaignMeasure
{
    Unspecified = 0,
    NetInTargetReach = 1,
    CredibleReach = 2,
    InTargetEngagements = 3,
    GrossReach = 4,
    Frequency = 5,
    Cost = 6,
    CostPerThousandReached = 7,
    CostPerInTargetEngagement = 8,
}
