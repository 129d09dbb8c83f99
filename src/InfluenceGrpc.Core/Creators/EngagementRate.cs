namespace InfluenceGrpc.Core.Creators;

/// <summary>A creator's engagement rate on a given basis, stated or derived.</summary>
/// <param name="Rate">Engagements a post over the basis, [0, ∞).</param>
/// <param name="Basis">What it divides by.</param>
/// <param name="SamplePosts">Posts behind it, when known.</param>
/// <param name="Derived">True when computed from averages, false when the creator's profile states it.</param>
public readonly record struct EngagementRate(double Rate, EngagementBasis Basis, uint? SamplePosts, bool Derived)
{
    /// <summary>The bases, the one that most is known of first: that of the first that a creator has a rate on is taken.</summary>
    public static ReadOnlySpan<EngagementBasis> BasesInOrder => [EngagementBasis.Followers, EngagementBasis.Views, EngagementBasis.Reach];

    /// <summary>The rate on <paramref name="basis"/>, or null when it is not known.</summary>
    /// <remarks>
    /// 1. A stated rate with that basis wins. 2. Else (average likes + average comments) / followers, views or
    /// reach, when both averages and the divisor are known and the divisor is not 0. Likes without comments are not a rate:
    /// missing is never zero, and the benchmarks count both.
    /// </remarks>
    public static EngagementRate? Of(CreatorProfile profile, EngagementBasis basis)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (profile.Engagement is not { } engagement)
        {
            return null;
        }

        if (engagement.Rate is { } stated && engagement.Basis == basis)
        {
            return new EngagementRate(stated, basis, engagement.SamplePosts, Derived: false);
        }

        double? divisor = basis switch
        {
            EngagementBasis.Followers => profile.Followers,
            EngagementBasis.Views => engagement.AverageViews,
            EngagementBasis.Reach => engagement.AverageReach,
            _ => null,
        };
        return (engagement.AverageLikes + engagement.AverageComments) / divisor is { } rate && double.IsFinite(rate)
            ? new EngagementRate(rate, basis, engagement.SamplePosts, Derived: true)
            : null;
    }
}
