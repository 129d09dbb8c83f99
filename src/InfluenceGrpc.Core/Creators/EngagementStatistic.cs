namespace InfluenceGrpc.Core.Creators;

/// <summary>How a rate was taken over the sampled posts.</summary>
public enum EngagementStatistic
{
    Unspecified = 0,
    Mean = 1,
    Median = 2,
}
