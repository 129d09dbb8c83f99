using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Tests.Tiers;

public sealed class TierClassifierTests
{
    [Fact]
    public void Classify_InsideATier_ExplainsEverything()
    {
        var answer = Answer("harvard-media", 3_200);
        Assert.Equal("micro", answer.Tier!.Id);
        Assert.Equal(2, answer.Ordinal);
        Assert.Equal(UnrankedReason.None, answer.Reason);
        Assert.Equal((1_000UL, 5_000UL), (answer.LowerFollowers, answer.UpperFollowers));
        Assert.Equal(5_000UL, answer.NearestEdge);
        Assert.Equal(Math.Log(3_200 / 5_000.0), answer.BoundaryMargin!.Value, 15);
        Assert.False(answer.NearBoundary);
        Assert.Equal("3,200 followers are within 1,000–4,999, which harvard-media version 1 calls Micro.", answer.Rule);
        Assert.Empty(answer.MissingEvidence);
        Assert.Null(answer.PopulationShare);
        Assert.Null(answer.Evidence);
    }

    [Theory]
    [InlineData("harvard-media", 75_000, "75,000 followers are 50,000 or more, which harvard-media version 1 calls All-star.")]
    [InlineData("harvard-media", 60_000, "60,000 followers are 50,000 or more, which harvard-media version 1 calls All-star.")]
    [InlineData("fi-under-10k", 1, "1 follower is fewer than 10,000, which fi-under-10k version 1 calls Micro.")]
    [InlineData("harvard-media", 1, "1 follower is below the 500 at which Nano, the lowest tier of harvard-media version 1, begins.")]
    [InlineData("fi-under-10k", 9_999, "9,999 followers are fewer than 10,000, which fi-under-10k version 1 calls Micro.")]
    [InlineData("fi-1k-5k", 5_001, "5,001 followers are above the 5,000 at which Micro, the highest tier of fi-1k-5k version 1, ends.")]
    [InlineData("klear", 20_000, "20,000 followers are within 16,268–73,622, which is the top 20 % to 50 % of 16,926 Instagram creators, " +
        "sampled from public posts 2012-2019, and which klear version 1 calls Casual.")]
    [InlineData("klear", 10, "10 followers are fewer than 16,268, which is the bottom 50 % of 16,926 Instagram creators, " +
        "sampled from public posts 2012-2019, and which klear version 1 calls Novice.")]
    [InlineData("klear", 3_000_000, "3,000,000 followers are 2,037,644 or more, which is the top 1 % of 16,926 Instagram creators, " +
        "sampled from public posts 2012-2019, and which klear version 1 calls Celebrity.")]
    public void Rule_EveryOutcome_IsOnePlainSentence(string scheme, ulong followers, string expected) =>
        Assert.Equal(expected, Answer(scheme, followers).Rule);

    [Fact]
    public void Classify_AtAnEdge_HasMarginZero()
    {
        var answer = Answer("harvard-media", 10_000);
        Assert.Equal(10_000UL, answer.NearestEdge);
        Assert.Equal(0.0, answer.BoundaryMargin);
        Assert.True(answer.NearBoundary);
        Assert.Equal("macro", answer.Tier!.Id);
    }

    [Theory]
    [InlineData(10_499, true)]
    [InlineData(10_500, false)]
    [InlineData(9_524, true)]
    [InlineData(9_523, false)]
    public void NearBoundary_AtFivePercent_IsOpen(ulong followers, bool near)
    {
        // ln(10,500/10,000) is ln 1.05 itself and not below it; 10,000/1.05 = 9,523.8.
        Assert.Equal(near, Answer("harvard-media", followers).NearBoundary);
    }

    [Fact]
    public void NearestEdge_EquallyFar_IsTheUpper()
    {
        // 2,000 is the geometric mean of 1,000 and 4,000.
        var scheme = TierSchemes.Followers((1_000, null), (4_000, null));
        Assert.Equal(4_000UL, TierClassifier.Classify(scheme, 2_000).Value!.NearestEdge);
        Assert.Equal(1_000UL, TierClassifier.Classify(scheme, 1_999).Value!.NearestEdge);
    }

    [Fact]
    public void Classify_NoFollowersAtAll_HasMarginMinusInfinity()
    {
        var answer = Answer("harvard-media", 0);
        Assert.Equal(UnrankedReason.BelowLowest, answer.Reason);
        Assert.Equal((0UL, 500UL), (answer.LowerFollowers, answer.UpperFollowers));
        Assert.Equal(double.NegativeInfinity, answer.BoundaryMargin);
        Assert.False(answer.NearBoundary);
    }

    [Fact]
    public void Classify_InAGap_IsUnrankedWithTheGapsBounds()
    {
        var scheme = TierSchemes.Followers((1_000, 4_999), (10_000, null));
        var answer = TierClassifier.Classify(scheme, 7_000).Value!;
        Assert.Equal(0, answer.Ordinal);
        Assert.Null(answer.Tier);
        Assert.Equal(UnrankedReason.Gap, answer.Reason);
        Assert.Equal((5_000UL, 10_000UL), (answer.LowerFollowers, answer.UpperFollowers));
        Assert.Equal("7,000 followers are within 5,000–9,999, a gap for which test version 1 has no tier.", answer.Rule);
        Assert.Equal("t1", TierClassifier.Classify(scheme, 4_999).Value!.Tier!.Id);
        Assert.Equal(UnrankedReason.Gap, TierClassifier.Classify(scheme, 5_000).Value!.Reason);
        Assert.Equal(UnrankedReason.Gap, TierClassifier.Classify(scheme, 9_999).Value!.Reason);
        Assert.Equal("t2", TierClassifier.Classify(scheme, 10_000).Value!.Tier!.Id);
    }

    [Fact]
    public void Classify_AboveAClosedHighestTier_IsUnranked()
    {
        var answer = Answer("fi-1k-5k", 80_000);
        Assert.Equal(UnrankedReason.AboveHighest, answer.Reason);
        Assert.Equal(0, answer.Ordinal);
        Assert.Equal(5_001UL, answer.LowerFollowers);
        Assert.Null(answer.UpperFollowers);
        Assert.Equal(5_001UL, answer.NearestEdge);
    }

    [Fact]
    public void Classify_SchemeWithoutEdges_HasNoMargin()
    {
        var answer = TierClassifier.Classify(TierSchemes.Followers((0, null)), 5).Value!;
        Assert.Equal("t1", answer.Tier!.Id);
        Assert.Null(answer.NearestEdge);
        Assert.Null(answer.BoundaryMargin);
        Assert.False(answer.NearBoundary);
        Assert.Equal("5 followers are 0 or more, which test version 1 calls Tier 1.", answer.Rule);
    }

    [Fact]
    public void Classify_FollowersMissing_IsAFaultAndNeverATier()
    {
        var answer = TierClassifier.Classify(BuiltInTierSchemes.Default, followers: null);
        Assert.False(answer.IsValid);
        var fault = Assert.Single(answer.Faults);
        Assert.Equal(("followers", FaultCode.FollowersMissing), (fault.Path, fault.Code));

        var profile = CreatorProfile.Create(new CreatorProfileDraft { CreatorId = "a" }).Value!;
        Assert.Equal(FaultCode.FollowersMissing, Assert.Single(TierClassifier.Classify(BuiltInTierSchemes.Default, profile).Faults).Code);
    }

    [Theory]
    [InlineData(Platform.TikTok, UnrankedReason.PlatformNotCovered)]
    [InlineData(Platform.Other, UnrankedReason.PlatformNotCovered)]
    [InlineData(Platform.Instagram, UnrankedReason.None)]
    [InlineData(Platform.Unspecified, UnrankedReason.None)]
    public void Classify_SchemeOfOnePlatform_CoversItAndTheUnknown(Platform platform, UnrankedReason expected)
    {
        var answer = TierClassifier.Classify(TierSchemes.BuiltIn("klear"), 20_000, platform).Value!;
        Assert.Equal(expected, answer.Reason);
        if (expected == UnrankedReason.PlatformNotCovered)
        {
            Assert.Equal(0, answer.Ordinal);
            Assert.Null(answer.BoundaryMargin);
            Assert.Equal($"klear version 1 is about Instagram only, and the creator is on {platform}.", answer.Rule);
        }
    }

    [Fact]
    public void Classify_Percentile_GivesTheShareOfThePopulation()
    {
        Assert.Equal(0.5, Answer("klear", 16_268).PopulationShare);
        Assert.Equal(0.0, Answer("klear", 12).PopulationShare);
        Assert.Equal(1.0, Answer("klear", 200_000_000).PopulationShare);
    }

    private static TierClassification Answer(string scheme, ulong followers) =>
        TierClassifier.Classify(TierSchemes.BuiltIn(scheme), followers).Value!;
}
