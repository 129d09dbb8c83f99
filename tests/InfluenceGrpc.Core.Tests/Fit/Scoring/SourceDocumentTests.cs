using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Scoring;
using static InfluenceGrpc.Core.Tests.Fit.Scoring.Scores;

namespace InfluenceGrpc.Core.Tests.Fit.Scoring;

/// <summary>What the source documents say of micro-influencers, each in a case of its own.</summary>
public sealed class SourceDocumentTests
{
    private static readonly BriefDraft Running = new()
    {
        Topics = [new("sport/running", 1)],
        Audience = new() { Countries = [new("NO", 1)], Interests = [new("sport/running", 1)] },
        Cost = new() { Deliverable = Deliverable.Post, CurrencyCode = "USD" },
    };

    /// <summary>"Engagement falls as the number of followers rises": the same rate is worth more with a large audience, and a
    /// creator of the same quality, as many spreads above the peers, scores the same at every size.</summary>
    [Fact]
    public void Danish_EngagementFallsWithSize_PeersAreOfTheSameSize()
    {
        var small = Score(Running, WithRate(5_000, 0.03))[FitComponent.Engagement].Value;
        var large = Score(Running, WithRate(2_000_000, 0.03))[FitComponent.Engagement].Value;
        Assert.True(small < large, $"{small} at 5,000 followers, {large} at 2,000,000");

        ulong[] sizes = [5_000, 50_000, 500_000, 2_000_000];
        var medians = Array.ConvertAll(sizes, followers => Score(Running, WithRate(followers, 0.03)).Engagement.MedianRate);
        Assert.Equal(medians, medians.OrderDescending());
        Assert.All(
            sizes.Zip(medians),
            peers => Assert.Equal(0.5, Score(Running, WithRate(peers.First, peers.Second))[FitComponent.Engagement].Value, 1e-12));
    }

    /// <summary>"Over-sponsoring costs trust", and a close audience more than a star's.</summary>
    [Fact]
    public void Dutch_OverSponsoring_CostsAMicroWithACloseAudienceMoreThanAStar()
    {
        var micro = Loss(Creator(20_000, rate: 0.08, ("sport/running", 0.9f)));
        var star = Loss(Creator(5_000_000, rate: 0.015, ("sport/running", 0.1f), ("travel", 0.1f), ("fashion", 0.1f), ("food", 0.1f)));
        Assert.True(micro > star + 0.2, $"a micro loses {micro:F2}, a star {star:F2}");

        static double Loss(CreatorProfileDraft creator) => Saturation(creator, 0.05) - Saturation(creator, 0.45);

        static double Saturation(CreatorProfileDraft creator, double sponsored) =>
            Score(Running, creator with { Sponsorship = new() { SponsoredShare = sponsored, SamplePosts = 40 } })[FitComponent.Credibility].Parts[1].Value;
    }

    /// <summary>Micro-influencers "whatever the follower count": close to decision makers or buyers.</summary>
    [Fact]
    public void Italian_TwoMillionFollowersNearTheBuyers_BeatASmallOutsiderOnProximity()
    {
        var near = Creator(2_000_000, rate: 0.03, ("finance", 1)) with
        {
            Audience = new() { DecisionMakerShare = 0.6 },
            BrandRelations = [Relation("Alfa"), Relation("Bekk"), Relation("Fjell")],
        };
        var outsider = Creator(4_000, rate: 0.03, ("finance", 1)) with
        {
            Audience = new() { DecisionMakerShare = 0.02 },
            BrandRelations = [new() { Brand = "Zeta", SponsoredMentions = 9, OrganicMentions = 0, UsesProduct = false }],
        };
        var (close, far) = (Score(Running, near)[FitComponent.Proximity].Value, Score(Running, outsider)[FitComponent.Proximity].Value);
        Assert.True(close > far + 0.3, $"{close:F2} near the buyers, {far:F2} outside");

        static BrandRelationDraft Relation(string brand) => new() { Brand = brand, OrganicMentions = 4, SponsoredMentions = 0, UsesProduct = true };
    }

    /// <summary>"Cost follows size": of two who fit as well the cheaper one is better value.</summary>
    [Fact]
    public void Finnish_SameFitForLess_ScoresHigherOnCostAndInAll()
    {
        var creator = Creator(20_000, rate: 0.04, ("sport/running", 1)) with { Audience = Audience(0.6f, 0.5f) };
        var (cheap, dear) = (Priced(150), Priced(1_500));
        Assert.True(cheap[FitComponent.Cost].Value > dear[FitComponent.Cost].Value + 0.2);
        Assert.True(cheap.Score > dear.Score);
        Assert.All(
            FitComponents.All.Where(component => component != FitComponent.Cost),
            component => Assert.Equal(cheap[component].Value, dear[component].Value));

        FitFigures Priced(long units) =>
            Score(Running, creator with { Prices = [new() { Deliverable = Deliverable.Post, CurrencyCode = "USD", Units = units }] });
    }

    /// <summary>"Burning for the niche": for a niche brief the niche creator beats a celebrity who posts of everything.</summary>
    [Fact]
    public void Norwegian_NicheBrief_NicheCreatorBeatsABroadCelebrity()
    {
        var niche = Creator(8_000, rate: 0.05, ("sport/running/trail", 0.8f), ("sport/hiking", 0.2f)) with { Audience = Audience(0.7f, 0.6f) };
        var celebrity = Creator(1_000_000, rate: 0.02, ("fashion", 0.3f), ("travel", 0.3f), ("food", 0.3f), ("sport", 0.1f)) with
        {
            Audience = Audience(0.2f, 0.03f),
        };
        Assert.True(Score(Running, niche).Score > Score(Running, celebrity).Score + 15);
    }

    private static AudienceDraft Audience(float norway, float running) =>
        new() { Countries = [new("NO", norway), new("US", 1 - norway)], Interests = [new("sport/running", running), new("fashion", (1 - running) / 2)] };

    private static CreatorProfileDraft WithRate(ulong followers, double rate) => Creator(followers, rate, ("sport/running", 1));

    private static CreatorProfileDraft Creator(ulong followers, double rate, params (string Topic, float Share)[] topics) => new()
    {
        CreatorId = $"creator-{followers}",
        Platform = Platform.Instagram,
        Followers = followers,
        Engagement = new() { Rate = rate, Basis = EngagementBasis.Followers, SamplePosts = 30 },
        Topics = [.. topics.Select(topic => KeyValuePair.Create(topic.Topic, topic.Share))],
    };
}
