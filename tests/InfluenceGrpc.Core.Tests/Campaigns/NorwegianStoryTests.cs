using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Core.Campaigns.Comparison;
using InfluenceGrpc.Core.Campaigns.Reach;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tests.Fit.Scoring;
using static InfluenceGrpc.Core.Tests.Campaigns.Reach.Sets;

namespace InfluenceGrpc.Core.Tests.Campaigns;

/// <summary>The story that the project began with, with the model that ships: one celebrity with a million followers of whom few
/// care, or for the same money five to ten micro-influencers who each burn for the niche.</summary>
public sealed class NorwegianStoryTests
{
    private const long Budget = 200_000;
    private const int Celebrity = 0;
    private const int Micros = 1;

    private static readonly CompiledBrief Brief = Scores.Compile(new()
    {
        Audience = new() { Interests = [new("sport/running", 1)] },
        Cost = new() { Deliverable = Deliverable.Post, CurrencyCode = "USD" },
    });

    // Everybody in the country who runs.
    private static readonly Universe Runners = Whole(200_000);

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(10)]
    public void Compare_FewOfTheCelebritysFollowersCare_MicroInfluencersWinOnAll(int micros)
    {
        var plans = Plans(interested: 0.02f, micros, overlap: 0.2);

        Assert.Equal(plans[Celebrity].Forecast!.Cost, plans[Micros].Forecast!.Cost);
        Assert.All(
            new[] { CampaignMeasure.NetInTargetReach, CampaignMeasure.InTargetEngagements, CampaignMeasure.CostPerThousandReached },
            measure => Assert.Equal(Micros, WinnerOf(measure, plans)));
        Assert.True(Of(CampaignMeasure.NetInTargetReach, plans).IsClear);
        Assert.Equal(Celebrity, WinnerOf(CampaignMeasure.GrossReach, plans));
    }

    [Fact]
    public void Compare_HalfOfTheCelebritysFollowersCare_CelebrityWinsOnReach()
    {
        var plans = Plans(interested: 0.5f, micros: 8, overlap: 0.2);

        Assert.Equal(Celebrity, WinnerOf(CampaignMeasure.NetInTargetReach, plans));
        Assert.Equal(Celebrity, WinnerOf(CampaignMeasure.CostPerThousandReached, plans));
    }

    // The same runners follow all eight: together they reach hardly more than a few of them.
    [Theory]
    [InlineData(0.05, Micros)]
    [InlineData(0.98, Celebrity)]
    public void Compare_MicroInfluencersWithTheSameFollowersOrOthers_LoseOrWinOnReach(double overlap, int winner)
    {
        var plans = Plans(interested: 0.2f, micros: 8, overlap);

        Assert.Equal(winner, WinnerOf(CampaignMeasure.NetInTargetReach, plans));
        Assert.Equal(Micros, WinnerOf(CampaignMeasure.Frequency, plans));
    }

    private static NamedForecast[] Plans(float interested, int micros, double overlap)
    {
        var celebrity = Estimate("celebrity", 1_000_000, interested, Budget);
        CreatorReach[] niche = [.. Enumerable.Range(0, micros).Select(i => Estimate($"micro-{i}", 12_000, 0.6f, Budget / micros))];
        (string, string, double)[] pairs =
            [.. niche.SelectMany((a, i) => niche[(i + 1)..].Select(b => (a.CreatorId, b.CreatorId, overlap)))];
        var estimator = new ReachEstimator(Brief, Runners);
        return
        [
            new("celebrity", ReachForecaster.Forecast(estimator, [celebrity], AudienceOverlaps.None)),
            new("micro-influencers", ReachForecaster.Forecast(estimator, niche, Overlaps(pairs))),
        ];
    }

    private static CreatorReach Estimate(string id, ulong followers, float interested, long price)
    {
        var profile = Scores.Read(new()
        {
            CreatorId = id,
            Platform = Platform.Instagram,
            Followers = followers,
            Audience = new() { Interests = [new("sport/running", interested), new("music", 1 - interested)] },
            Prices = [new() { Deliverable = Deliverable.Post, CurrencyCode = "USD", Units = price }],
        });
        return new ReachEstimator(Brief, Runners).Estimate(id, profile, Scores.Score(Brief, profile))!;
    }

    private static int WinnerOf(CampaignMeasure measure, NamedForecast[] plans) => Of(measure, plans).Ranking[0];

    private static MeasureComparison Of(CampaignMeasure measure, NamedForecast[] plans) =>
        Assert.Single(PlanComparison.Compare(plans), comparison => comparison.Measure == measure);
}
