using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;

namespace InfluenceGrpc.Core.Tests.Creators;

public sealed class EngagementRateTests
{
    [Fact]
    public void Of_StatedRateOnTheBasis_WinsOverAverages() =>
        Assert.Equal(
            new EngagementRate(0.02, EngagementBasis.Followers, 9, Derived: false),
            Of(1_000, new() { Rate = 0.02, Basis = EngagementBasis.Followers, AverageLikes = 90, AverageComments = 10, SamplePosts = 9 }));

    [Fact]
    public void Of_StatedRateOnAnotherBasis_FallsBackToAverages() =>
        Assert.Equal(
            new EngagementRate(0.1, EngagementBasis.Followers, null, Derived: true),
            Of(1_000, new() { Rate = 0.02, Basis = EngagementBasis.Views, AverageLikes = 90, AverageComments = 10 }));

    [Fact]
    public void Of_LikesWithoutComments_IsUnknown() => Assert.Null(Of(1_000, new() { AverageLikes = 90 }));

    [Fact]
    public void Of_CommentsWithoutLikes_IsUnknown() => Assert.Null(Of(1_000, new() { AverageComments = 90 }));

    [Fact]
    public void Of_NoFollowersOrUnknownFollowers_IsUnknown()
    {
        Assert.Null(Of(0, new() { AverageLikes = 90, AverageComments = 10 }));
        Assert.Null(Of(0, new() { AverageLikes = 0, AverageComments = 0 }));
        Assert.Null(Of(null, new() { AverageLikes = 90, AverageComments = 10 }));
        Assert.Null(Of(1_000, null));
    }

    [Fact]
    public void Of_ZeroLikesAndComments_IsZeroAndKnown() =>
        Assert.Equal(0, Of(1_000, new() { AverageLikes = 0, AverageComments = 0 })!.Value.Rate);

    [Fact]
    public void Of_Views_DividesByViews() =>
        Assert.Equal(0.05, Of(1_000, new() { AverageLikes = 90, AverageComments = 10, AverageViews = 2_000 }, EngagementBasis.Views)!.Value.Rate);

    [Fact]
    public void Of_Reach_DividesByReach() =>
        Assert.Equal(
            new EngagementRate(0.2, EngagementBasis.Reach, 9, Derived: true),
            Of(1_000, new() { AverageLikes = 90, AverageComments = 10, AverageViews = 2_000, AverageReach = 500, SamplePosts = 9 }, EngagementBasis.Reach));

    [Fact]
    public void Of_Reach_NobodyReachedOrNotKnown_IsUnknown()
    {
        Assert.Null(Of(1_000, new() { AverageLikes = 90, AverageComments = 10, AverageViews = 2_000 }, EngagementBasis.Reach));
        Assert.Null(Of(1_000, new() { AverageLikes = 90, AverageComments = 10, AverageReach = 0 }, EngagementBasis.Reach));
        Assert.Null(Of(1_000, new() { AverageLikes = 0, AverageComments = 0, AverageReach = 0 }, EngagementBasis.Reach));
    }

    private static EngagementRate? Of(ulong? followers, EngagementDraft? engagement, EngagementBasis basis = EngagementBasis.Followers)
    {
        var draft = new CreatorProfileDraft { CreatorId = "a", Followers = followers, Engagement = engagement };
        return EngagementRate.Of(CreatorProfile.Create(draft).Value!, basis);
    }
}
