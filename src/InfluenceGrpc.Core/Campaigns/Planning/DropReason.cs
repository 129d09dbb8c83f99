namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Why a creator that meets the brief is no candidate. Numbers equal those of <c>influence.v1.DropReason</c>.</summary>
public enum DropReason
{
    /// <summary>It is one.</summary>
    None = 0,
    MustHave = 1,
    Repeated = 2,
    ReachUnknown = 3,
    PriceUnknown = 4,
    TooExpensive = 5,
    AddsNothing = 6,
}
