namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>What is told of a set of creators, apart from its cost.</summary>
internal enum SetFigure
{
    GrossReach = 0,
    GrossInTargetReach = 1,
    NetInTargetReach = 2,
    CredibleReach = 3,
    Frequency = 4,
    Engagements = 5,
    InTargetEngagements = 6,
    CostPerThousandReached = 7,
    CostPerInTargetEngagement = 8,
}
