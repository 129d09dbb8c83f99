using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Core.Campaigns.Reach;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tests.Fit;
using InfluenceGrpc.Core.Tests.Fit.Briefs;
using InfluenceGrpc.Core.Tests.Fit.Scoring;
using static InfluenceGrpc.Core.Tests.Campaigns.Reach.Sets;

namespace InfluenceGrpc.Core.Tests.Campaigns.Reach;

public sealed class ReachEstimatorTests
{
    // Shares of profiles are floats.
    private const double OfAFloat = 1e-6;

    private static readonly BriefDraft Nordic = TestBriefs.Topics with { Audience = new() { Countries = TestBriefs.Weights(("NO", 1), ("SE", 0.5)) } };

    private static readonly BriefDraft Bought = TestBriefs.Topics with { Cost = new() { Deliverable = Deliverable.Post, CurrencyCode = "NOK" } };

    [Fact]
    public void Estimate_OwnAverageReach_WinsOverTheCurve()
    {
        var reach = Estimate(new() { Followers = 10_000, Engagement = new() { AverageReach = 700 } })!;

        Assert.Equal(700, reach.People);
        Assert.True(reach.IsOwn);
        Assert.Equal(10_000, reach.TargetAudience);
    }

    // 0.2 at 10,000 and 0.1 at 1,000,000; in the middle of their logarithms the middle of both.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(500, 100)]
    [InlineData(10_000, 2_000)]
    [InlineData(100_000, 15_000)]
    [InlineData(1_000_000, 100_000)]
    [InlineData(5_000_000, 500_000)]
    public void Estimate_FollowersAlone_GoesByTheCurve(ulong followers, double people)
    {
        var reach = Estimate(new() { Followers = followers })!;

        Assert.Equal(people, reach.People, 1e-6);
        Assert.False(reach.IsOwn);
    }

    [Fact]
    public void Estimate_NeitherReachNorFollowers_IsNull() =>
        Assert.Null(Estimate(new() { Engagement = new() { AverageLikes = 5, AverageViews = 1_000 } }));

    [Fact]
    public void Estimate_OwnReachOfZero_IsZeroAndKnown()
    {
        var reach = Estimate(new() { Followers = 10_000, Engagement = new() { AverageReach = 0 } })!;

        Assert.Equal(0, reach.People);
        Assert.True(reach.IsOwn);
    }

    [Fact]
    public void Estimate_ReachWithoutFollowers_TakesThoseReachedForTheAudience() =>
        Assert.Equal(350, Estimate(new() { Engagement = new() { AverageReach = 700 } }, Nordic)!.TargetAudience, 1e-9);

    [Fact]
    public void TargetShare_NothingAskedFor_IsOne() =>
        Assert.Equal(new Estimate(1, 1, 1), Estimate(new() { Followers = 10 })!.TargetShare);

    [Fact]
    public void TargetShare_Listed_IsTheWeightedSum() => AssertNear(new(0.5, 0.5, 0.5), Share(Nordic, ("NO", 0.4f), ("SE", 0.2f), ("DK", 0.4f)));

    // Of the 0.6 that is not listed, no more than from the prior's mean to its upper end.
    [Fact]
    public void TargetShare_PartlyListed_ReachesUpward() => AssertNear(new(0.4, 0.4, 0.65), Share(Nordic, ("NO", 0.4f)));

    // The tenth that is not listed may be Swedish, which counts half.
    [Fact]
    public void TargetShare_LittleUnlisted_ReachesUpwardByThat() => AssertNear(new(0.4, 0.4, 0.45), Share(Nordic, ("NO", 0.4f), ("DK", 0.5f)));

    [Fact]
    public void TargetShare_Unknown_IsThePriors() => Assert.Equal(new Estimate(0.5, 0.25, 0.75), Estimate(new() { Followers = 10 }, Nordic)!.TargetShare);

    // 0.5·0.8, between the Fréchet bounds 0.5 + 0.8 - 1 and 0.5: the model counts the whole way to them.
    [Fact]
    public void TargetShare_TwoDimensions_IsTheirProductWithinTheFrechetBounds()
    {
        var brief = TestBriefs.Topics with
        {
            Audience = new() { Countries = TestBriefs.Weights(("NO", 1)), Genders = [(Gender.Female, 1)] },
        };
        var audience = new AudienceDraft
        {
            Countries = Shares(("NO", 0.5f), ("SE", 0.5f)),
            Genders = [(Gender.Female, 0.8f), (Gender.Male, 0.2f), (Gender.Other, 0)],
        };

        AssertNear(new(0.4, 0.3, 0.5), Estimate(new() { Followers = 10, Audience = audience }, brief)!.TargetShare);
    }

    [Fact]
    public void TargetShare_WithSegments_TakesThemInPlaceOfTheBriefsDimension()
    {
        var brief = TestBriefs.Topics with { Audience = new() { Interests = TestBriefs.Weights(("travel", 1)), Countries = TestBriefs.Weights(("NO", 1)) } };
        var audience = new AudienceDraft
        {
            Interests = Shares(("sport/running", 0.3f), ("food", 0.1f), ("travel", 0.6f)),
            Countries = Shares(("NO", 1)),
        };
        var reach = Estimate(new() { Followers = 10, Audience = audience }, brief, Interests(("sport", 600), ("food", 400)))!;

        Assert.Equal(0.4, reach.TargetShare.Value, OfAFloat);
        Assert.Equal(0.75, reach.SegmentShares[0], OfAFloat);
        Assert.Equal(0.25, reach.SegmentShares[1], OfAFloat);
    }

    [Fact]
    public void SegmentShares_NothingListedInThem_AreTheTargets()
    {
        var universe = Interests(("sport", 600), ("food", 400));

        Assert.Equal([0.6, 0.4], Estimate(new() { Followers = 10 }, universe: universe)!.SegmentShares.ToArray());
        var elsewhere = Estimate(new() { Followers = 10, Audience = new() { Interests = Shares(("travel", 1)) } }, universe: universe)!;
        Assert.Equal([0.6, 0.4], elsewhere.SegmentShares.ToArray());
        Assert.Equal(0, elsewhere.TargetShare.Value);
    }

    [Fact]
    public void Price_OfTheDeliverableInTheCurrency_IsTaken() => Assert.Equal(
        900.5m,
        Estimate(new() { Followers = 10, Prices = [Price(Deliverable.Story, "NOK", 5), Price(Deliverable.Post, "EUR", 80), Price(Deliverable.Post, "NOK", 900, 500_000_000)] }, Bought)!.Price);

    [Fact]
    public void Price_InAnotherCurrencyOrOfAnotherDeliverable_IsUnknown() =>
        Assert.Null(Estimate(new() { Followers = 10, Prices = [Price(Deliverable.Post, "EUR", 80), Price(Deliverable.Story, "NOK", 5)] }, Bought)!.Price);

    [Fact]
    public void Price_WithoutCostInTheBrief_IsUnknown() =>
        Assert.Null(Estimate(new() { Followers = 10, Prices = [Price(Deliverable.Post, "NOK", 900)] })!.Price);

    [Fact]
    public void Price_OfNothing_IsZeroAndKnown() =>
        Assert.Equal(0m, Estimate(new() { Followers = 10, Prices = [Price(Deliverable.Post, "NOK", 0)] }, Bought)!.Price);

    // Four parts of equal weight: their geometric mean.
    [Theory]
    [InlineData(null, 0.5)]
    [InlineData(1.0, 0.5946035575)]
    [InlineData(0.5, 0.0)]
    public void Credibility_KnownOrNot_IsOfItsPartsWithPriors(double? authentic, double credibility)
    {
        var profile = new CreatorProfileDraft { Followers = 10, Audience = new() { AuthenticShare = authentic } };

        Assert.Equal(credibility, Estimate(profile)!.Credibility, 1e-9);
        Assert.Equal(credibility, Estimate(profile, TestBriefs.Topics with { Weights = new() { Niche = 1, Credibility = 0 } })!.Credibility, 1e-9);
    }

    [Fact]
    public void Engagements_WithoutAPlatform_AreUnknown() => Assert.Null(Estimate(new() { Followers = 10_000 })!.Engagements);

    // A rate of 0.04 from 10 posts is drawn half of the way to the median of 0.02.
    [Fact]
    public void Engagements_OfARate_AreShrunk()
    {
        var reach = Estimate(new()
        {
            Platform = Platform.Instagram,
            Followers = 10_000,
            Engagement = new() { Rate = 0.04, Basis = EngagementBasis.Followers, SamplePosts = 10 },
        })!;

        Assert.Equal(10_000 * Math.Sqrt(0.02 * 0.04), reach.Engagements!.Value, 1e-6);
        Assert.Equal(Math.Sqrt(0.5), reach.EngagementsLogSpread, 1e-12);
    }

    [Fact]
    public void Engagements_WithoutARate_AreWhatPeersHave() =>
        Assert.Equal(200, Estimate(new() { Platform = Platform.Instagram, Followers = 10_000 })!.Engagements!.Value, 1e-9);

    private static CreatorReach? Estimate(CreatorProfileDraft draft, BriefDraft? brief = null, Universe? universe = null)
    {
        var compiled = new CompiledBrief(TestBriefs.Read(brief ?? TestBriefs.Topics), TestModels.Plain());
        var profile = Scores.Read(draft with { CreatorId = "a" });
        return new ReachEstimator(compiled, universe ?? Whole(1_000_000)).Estimate("a", profile, Scores.Score(compiled, profile));
    }

    private static Estimate Share(BriefDraft brief, params (string Key, float Share)[] countries) =>
        Estimate(new() { Followers = 10, Audience = new() { Countries = Shares(countries) } }, brief)!.TargetShare;

    private static KeyValuePair<string, float>[] Shares(params (string Key, float Share)[] shares) =>
        [.. shares.Select(share => KeyValuePair.Create(share.Key, share.Share))];

    private static PriceDraft Price(Deliverable deliverable, string currency, long units, int nanos = 0) =>
        new() { Deliverable = deliverable, CurrencyCode = currency, Units = units, Nanos = nanos };

    private static void AssertNear(Estimate expected, Estimate actual)
    {
        Assert.Equal(expected.Value, actual.Value, OfAFloat);
        Assert.Equal(expected.Lower, actual.Lower, OfAFloat);
        Assert.Equal(expected.Upper, actual.Upper, OfAFloat);
    }
}
