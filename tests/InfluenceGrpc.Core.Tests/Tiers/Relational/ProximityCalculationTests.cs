using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Core.Tiers.Relational;

namespace InfluenceGrpc.Core.Tests.Tiers.Relational;

public sealed class ProximityCalculationTests
{
    private static readonly TierScheme Scheme = TierSchemes.BuiltIn("it-proximity");

    private static readonly CreatorProfileDraft TwoMillion = new()
    {
        CreatorId = "large-and-close",
        Platform = Platform.Instagram,
        Followers = 2_000_000,
        Engagement = new() { Rate = 0.05, Basis = EngagementBasis.Followers, SamplePosts = 20 },
        Audience = new() { DecisionMakerShare = 0.3 },
        BrandRelations =
        [
            new() { Brand = "a", OrganicMentions = 5, UsesProduct = true },
            new() { Brand = "b", OrganicMentions = 5, UsesProduct = true },
            new() { Brand = "c", OrganicMentions = 5, UsesProduct = false },
            new() { Brand = "d", OrganicMentions = 0, SponsoredMentions = 5, UsesProduct = true },
        ],
    };

    [Fact]
    public void Classify_TwoMillionFollowersCloseToBuyers_IsInsider()
    {
        var answer = Classify(TwoMillion);
        Assert.Equal("insider", answer.Tier!.Id);
        Assert.Equal(CanonicalTier.Micro, answer.Tier.Canonical);
        var evidence = answer.Evidence!;
        Assert.Equal(0.75, evidence.Closeness!.Value, 1e-12); // .3/(.3 + .1)

        // Median .0234 -> .0227 and spread 1.091 -> 1.024 at ln 2,000,000 between knots; w = 20/25; Φ by the C library.
        Assert.Equal(0.7249552702423295, evidence.Influence!.Value, 1e-12);
        Assert.Equal(0.75, evidence.Experience!.Value, 1e-12); // 3 of 4
        Assert.Equal(0.6, evidence.Insider!.Value, 1e-12); // 3/(3 + 2)
        Assert.Equal(0.75, evidence.Neutrality!.Value, 1e-12); // 1 - 5/20
        var expected = Math.Pow(0.75, 0.65) * Math.Pow(0.7249552702423295, 0.25) * Math.Pow(0.6, 0.10);
        Assert.Equal(expected, evidence.Proximity!.Value, 1e-12);
        Assert.Equal("Proximity 0.73 is within [0.50, 0.75), which it-proximity version 1 calls Insider (closeness 0.75, influence 0.72, " +
            "experience 0.75, insider 0.60, neutrality 0.75); followers do not decide.", answer.Rule);
        Assert.Null(answer.BoundaryMargin);
        Assert.False(answer.NearBoundary);
        Assert.Empty(answer.MissingEvidence);
    }

    [Fact]
    public void Classify_TwoThousandFollowersFarFromBuyers_IsOutsider()
    {
        var answer = Classify(new CreatorProfileDraft
        {
            CreatorId = "small-and-far",
            Platform = Platform.Instagram,
            Followers = 2_000,
            Engagement = new() { Rate = 0.005, Basis = EngagementBasis.Followers },
            Audience = new() { DecisionMakerShare = 0.01 },
        });
        Assert.Equal("outsider", answer.Tier!.Id);
        Assert.Equal(0.01 / 0.11, answer.Evidence!.Closeness!.Value, 1e-12);
        Assert.Equal(0.06338616835469285, answer.Evidence.Influence!.Value, 1e-12);

        // Only closeness and influence are known: weights .35 and .25 are renormalised over .60.
        Assert.Equal(0.0782261533909763, answer.Evidence.Proximity!.Value, 1e-12);
        Assert.Null(answer.Evidence.Experience);
        Assert.Null(answer.Evidence.Insider);
        Assert.Null(answer.Evidence.Neutrality);
    }

    [Fact]
    public void Classify_MedianCreatorWithTenPercentDecisionMakers_IsExactlyHalf()
    {
        var answer = Classify(TwoMillion with
        {
            Followers = 3_162,
            Engagement = new() { Rate = 0.0394, Basis = EngagementBasis.Followers },
            Audience = new() { DecisionMakerShare = 0.1 },
            BrandRelations = null,
        });
        Assert.Equal(0.5, answer.Evidence!.Influence!.Value, 1e-12);
        Assert.Equal(0.5, answer.Evidence.Proximity!.Value, 1e-12);
    }

    [Fact]
    public void Classify_AdvocateAndAdjacent_AreReachable()
    {
        var advocate = Classify(TwoMillion with
        {
            Engagement = new() { Rate = 0.2, Basis = EngagementBasis.Followers, SamplePosts = 50 },
            Audience = new() { DecisionMakerShare = 0.9 },
        });
        Assert.Equal("advocate", advocate.Tier!.Id);
        Assert.EndsWith("followers do not decide.", advocate.Rule, StringComparison.Ordinal);
        Assert.Contains("[0.75, 1]", advocate.Rule, StringComparison.Ordinal);

        var adjacent = Classify(TwoMillion with { Audience = new() { DecisionMakerShare = 0.02 } });
        Assert.Equal("adjacent", adjacent.Tier!.Id);
        Assert.Equal(CanonicalTier.Unspecified, adjacent.Tier.Canonical);
    }

    [Theory]
    [InlineData(-0.51, 3u, true)]
    [InlineData(-0.5, 3u, false)] // not below
    [InlineData(-1.0, 2u, false)] // too few mentions
    public void Neutrality_DetractorOfABrand_IsZeroAndSoIsProximity(double sentiment, uint mentions, bool detractor)
    {
        var answer = Classify(TwoMillion with
        {
            BrandRelations = [.. TwoMillion.BrandRelations!, new() { Brand = "e", OrganicMentions = mentions, Sentiment = sentiment }],
        });
        Assert.Equal(detractor, answer.Evidence!.Neutrality == 0);
        Assert.Equal(detractor, answer.Evidence.Proximity == 0);
        Assert.Equal(detractor, answer.Tier!.Id == "outsider");
    }

    [Theory]
    [InlineData(2u, null)]
    [InlineData(3u, 0.0)]
    public void Neutrality_IsKnownFromThreeMentionsOn(uint mentions, double? expected) =>
        Assert.Equal(expected, Evidence(TwoMillion with { BrandRelations = [new() { Brand = "a", OrganicMentions = mentions }] }).Neutrality);

    [Fact]
    public void Neutrality_UnfavourableMentions_DoNotCount()
    {
        var evidence = Evidence(TwoMillion with
        {
            BrandRelations =
            [
                new() { Brand = "a", OrganicMentions = 2, Sentiment = 0 },
                new() { Brand = "b", OrganicMentions = 2 },
                new() { Brand = "c", OrganicMentions = 100, Sentiment = -0.2 },
            ],
        });
        Assert.Equal(0.5, evidence.Neutrality);
    }

    [Fact]
    public void ExperienceAndInsider_UnknownFacts_AreLeftOutNotTakenForNo()
    {
        var evidence = Evidence(TwoMillion with
        {
            BrandRelations = [new() { Brand = "a", UsesProduct = true }, new() { Brand = "b" }, new() { Brand = "c", SponsoredMentions = 9 }],
        });
        Assert.Equal(1, evidence.Experience);
        Assert.Null(evidence.Insider);
    }

    [Fact]
    public void Proximity_AnyCriterionKnownToBeZero_IsZero()
    {
        Assert.Equal(0, Evidence(TwoMillion with { Audience = new() { DecisionMakerShare = 0 } }).Proximity);
        var noneUsed = TwoMillion.BrandRelations!.Select(relation => relation with { UsesProduct = false }).ToList();
        Assert.Equal(0, Evidence(TwoMillion with { BrandRelations = noneUsed }).Proximity);
    }

    [Fact]
    public void Influence_NoEngagementAtAll_IsSmallButNotZero()
    {
        var evidence = Evidence(TwoMillion with { Engagement = new() { Rate = 0, Basis = EngagementBasis.Followers } });
        Assert.InRange(evidence.Influence!.Value, double.Epsilon, 0.001);
    }

    [Fact]
    public void Classify_NothingKnown_NamesEverythingMissing()
    {
        var answer = TierClassifier.Classify(Scheme, followers: 5_000).Value!;
        Assert.Equal(0, answer.Ordinal);
        Assert.Equal(UnrankedReason.InsufficientEvidence, answer.Reason);
        Assert.Equal("it-proximity version 1 must know closeness and influence to place a creator, and neither is known.", answer.Rule);
        Assert.Equal(4, answer.MissingEvidence.Count);
        Assert.All(["audience.decisionMakerShare", "followers", "platform", "engagement.rate"],
            field => Assert.Contains(answer.MissingEvidence, sentence => sentence.Contains(field, StringComparison.Ordinal)));
    }

    [Fact]
    public void Classify_OneFactMissing_NamesThatOne()
    {
        var closeness = Classify(TwoMillion with { Audience = null });
        Assert.Contains("audience.decisionMakerShare", Assert.Single(closeness.MissingEvidence), StringComparison.Ordinal);
        Assert.Contains("closeness is not known", closeness.Rule, StringComparison.Ordinal);
        Assert.NotNull(closeness.Evidence!.Influence);

        var followers = Classify(TwoMillion with { Followers = null });
        Assert.Contains("followers", Assert.Single(followers.MissingEvidence), StringComparison.Ordinal);

        var likesOnly = Classify(TwoMillion with { Engagement = new() { AverageLikes = 100 } });
        Assert.Contains("averageComments", Assert.Single(likesOnly.MissingEvidence), StringComparison.Ordinal);

        var twitch = Classify(TwoMillion with { Platform = Platform.Twitch });
        Assert.Contains("Twitch", Assert.Single(twitch.MissingEvidence), StringComparison.Ordinal);
        Assert.Equal(UnrankedReason.InsufficientEvidence, twitch.Reason);
    }

    [Fact]
    public void Evaluate_RelationsInAnyOrder_IsTheSameToTheBit()
    {
        var reversed = TwoMillion with { BrandRelations = [.. TwoMillion.BrandRelations!.Reverse()] };
        Assert.Equal(Evidence(TwoMillion).Proximity, Evidence(reversed).Proximity);
        Assert.Equal(Evidence(TwoMillion).Neutrality, Evidence(reversed).Neutrality);
    }

    private static RelationalEvidence Evidence(CreatorProfileDraft draft) => Classify(draft).Evidence!;

    private static TierClassification Classify(CreatorProfileDraft draft)
    {
        var profile = CreatorProfile.Create(draft);
        Assert.Empty(profile.Faults);
        return TierClassifier.Classify(Scheme, profile.Value!).Value!;
    }
}
