namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Constraints that creators may fail. Numbers equal those of <c>influence.v1.IneligibilityReason</c>.</summary>
public enum IneligibilityReason
{
    Unspecified = 0,
    Platform = 1,
    PlatformUnknown = 2,
    Tier = 3,
    TierUnknown = 4,
    TooFewFollowers = 5,
    TooManyFollowers = 6,
    FollowersUnknown = 7,
    AuthenticShare = 8,
    AuthenticShareUnknown = 9,
    Language = 10,
    LanguageUnknown = 11,
    Excluded = 12,
    PriceUnknown = 13,
    PriceTooHigh = 14,
    CompetitorExclusivity = 15,
    Detractor = 16,
    SafetyFlag = 17,
}
