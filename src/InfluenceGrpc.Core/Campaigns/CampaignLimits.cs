namespace InfluenceGrpc.Core.Campaigns;

/// <summary>Every limit on what a campaign is asked with, inclusive.</summary>
public static class CampaignLimits
{
    /// <summary>Segments of a target.</summary>
    public const int MaxSegments = 100;

    /// <summary>People in a target, and in a segment of it.</summary>
    public const double MaxPeople = 1e10;

    /// <summary>Fewest people in a target, and in a segment of it.</summary>
    public const double MinPeople = 1;

    /// <summary>Creators in a set, and in all sets that are compared. Every figure's interval is found by moving each creator by
    /// itself, so that the work grows with the square of the set, and with its cube where overlaps are known.</summary>
    public const int MaxCreators = 200;

    /// <summary>Fewest plans that are compared.</summary>
    public const int MinPlans = 2;

    /// <summary>Most plans that are compared.</summary>
    public const int MaxPlans = 20;

    /// <summary>Bytes of UTF-8 of a plan's name.</summary>
    public const int MaxPlanNameBytes = 200;

    /// <summary>Highest budget, and price of a creator.</summary>
    public const double MaxMoney = 1e12;
}
