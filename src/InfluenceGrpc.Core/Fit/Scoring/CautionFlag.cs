namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Words of caution. Numbers equal those of <c>influence.v1.CautionFlag</c>.</summary>
public enum CautionFlag
{
    Unspecified = 0,
    EngagementAnomaly = 1,
    LowCoverage = 2,
    FewPosts = 3,
    PriceInOtherCurrency = 4,
    OverSponsored = 5,
    Undisclosed = 6,
    LowAuthenticity = 7,
}
