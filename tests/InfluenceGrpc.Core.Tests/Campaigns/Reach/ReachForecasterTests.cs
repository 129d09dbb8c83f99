using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Core.Campaigns.Reach;
using static InfluenceGrpc.Core.Tests.Campaigns.Reach.Sets;

namespace InfluenceGrpc.Core.Tests.Campaigns.Reach;

public sealed class ReachForecasterTests
{
    // e^(1.2816·0.2): how far an average that a profile tells may be off under the plain model.
    private static readonly double Own = Math.Exp(1.2815515655446004 * 0.2);

    [Theory]
    [InlineData(0)]
    [InlineData(CampaignLimits.MaxCreators + 1)]
    public void Forecast_TooFewOrTooMany_Throws(int count) => Assert.Throws<ArgumentException>(() =>
        Forecast(Whole(1_000), [.. Enumerable.Range(0, count).Select(i => Creator($"c{i}", 1))]));

    [Fact]
    public void Forecast_NobodyWaitsAnyMore_Ends() => Assert.Throws<OperationCanceledException>(() => ReachForecaster.Forecast(
        Estimator(Whole(1_000)), [Creator("a", 1)], AudienceOverlaps.None, new CancellationToken(canceled: true)));

    [Fact]
    public void Forecast_MostCreators_IsTold()
    {
        var forecast = Forecast(Whole(1_000_000), [.. Enumerable.Range(0, CampaignLimits.MaxCreators).Select(i => Creator($"c{i}", 100))]);

        Assert.Equal(CampaignLimits.MaxCreators, forecast.Creators.Count);
        Assert.Equal(20_000, forecast.GrossReach.Value, 1e-6);
    }

    [Fact]
    public void Forecast_TwoCreators_TellsEveryFigure()
    {
        var forecast = Forecast(
            Whole(10_000),
            Creator("a", 1_000).With(share: new Estimate(0.5, 0.5, 0.5), engagements: 40, price: 300, credibility: 0.5),
            Creator("b", 2_000).With(engagements: 10, price: 100));

        Assert.Equal(3_000, forecast.GrossReach.Value, 1e-9);
        Assert.Equal(2_500, forecast.GrossInTargetReach.Value, 1e-9);
        Assert.Equal(2_400, forecast.NetInTargetReach.Value, 1e-9);
        Assert.Equal(2_200, forecast.CredibleReach.Value, 1e-9);
        Assert.Equal(2_500.0 / 2_400, forecast.Frequency!.Value.Value, 1e-12);
        Assert.Equal(50, forecast.Engagements!.Value.Value);
        Assert.Equal(30, forecast.InTargetEngagements!.Value.Value);
        Assert.Equal(400m, forecast.Cost);
        Assert.Equal(400_000.0 / 2_400, forecast.CostPerThousandReached!.Value.Value, 1e-9);
        Assert.Equal(400.0 / 30, forecast.CostPerInTargetEngagement!.Value.Value, 1e-12);
        Assert.Equal(OverlapBasis.Chance, forecast.OverlapBasis);
        Assert.Equal([400, 1_900], forecast.Creators.Select(creator => Math.Round(creator.Adds, 9)));
    }

    [Fact]
    public void Costs_OnePriceUnknown_AreAbsentAndNothingElseIs()
    {
        var forecast = Forecast(Whole(10_000), Creator("a", 1_000), Creator("b", 1_000).With(price: null));

        Assert.Null(forecast.Cost);
        Assert.Null(forecast.CostPerThousandReached);
        Assert.Null(forecast.CostPerInTargetEngagement);
        Assert.Equal(1_900, forecast.NetInTargetReach.Value, 1e-9);
        Assert.Equal(20, forecast.InTargetEngagements!.Value.Value);
    }

    [Fact]
    public void Engagements_OneUnknown_AreAbsentAndNothingElseIs()
    {
        var forecast = Forecast(Whole(10_000), Creator("a", 1_000), Creator("b", 1_000).With(engagements: null));

        Assert.Null(forecast.Engagements);
        Assert.Null(forecast.InTargetEngagements);
        Assert.Null(forecast.CostPerInTargetEngagement);
        Assert.Equal(200m, forecast.Cost);
        Assert.Equal(200_000.0 / 1_900, forecast.CostPerThousandReached!.Value.Value, 1e-9);
    }

    [Fact]
    public void Figures_WhereNobodyIsReached_AreZeroOrAbsent()
    {
        var forecast = Forecast(Whole(10_000), Creator("a", 0).With(engagements: 0));

        Assert.Equal(new Estimate(0, 0, 0), forecast.NetInTargetReach);
        Assert.Equal(new Estimate(0, 0, 0), forecast.Engagements);
        Assert.Null(forecast.Frequency);
        Assert.Null(forecast.CostPerThousandReached);
        Assert.Null(forecast.CostPerInTargetEngagement);
        Assert.Equal(100m, forecast.Cost);
    }

    [Fact]
    public void Interval_OfOneOwnReach_IsTheModelsSpread()
    {
        var forecast = Forecast(Whole(10_000), Creator("a", 1_000));

        AssertNear(new(1_000, 1_000 / Own, 1_000 * Own), forecast.NetInTargetReach);
        AssertNear(new(1_000, 1_000 / Own, 1_000 * Own), forecast.Creators[0].Reach);
        AssertNear(new(100, 100 / Own, 100 * Own), forecast.CostPerThousandReached!.Value);
        Assert.Equal(new Estimate(1, 1, 1), forecast.Frequency);
    }

    // 0.5 of each by itself and 0.25 of all together.
    [Fact]
    public void Interval_OfTheCurve_MovesAllTogetherAndEachByItself()
    {
        var net = Forecast(Whole(1e9), Overlaps(("a", "b", 0)), Creator("a", 1_000).With(isOwn: false), Creator("b", 1_000).With(isOwn: false)).NetInTargetReach;
        var (each, all) = (Math.Exp(1.2815515655446004 * 0.5), Math.Exp(1.2815515655446004 * 0.25));

        Assert.Equal(2_000 + Math.Sqrt((2 * Square(1_000 * (each - 1))) + Square(2_000 * (all - 1))), net.Upper, 1e-6);
        Assert.Equal(2_000 - Math.Sqrt((2 * Square(1_000 * (1 - (1 / each)))) + Square(2_000 * (1 - (1 / all)))), net.Lower, 1e-6);
    }

    // At the lower end all audiences come from a quarter of the target.
    [Fact]
    public void Interval_OfUnknownOverlaps_ReachesDownToANicheAndNoFurtherUp()
    {
        var estimator = Estimator(Whole(10_000), change: rule => rule with { OwnLogSpread = 0 });
        CreatorReach[] creators = [Creator("a", 1_000), Creator("b", 1_000)];

        AssertNear(new(1_900, 1_600, 1_900), ReachForecaster.Forecast(estimator, creators, AudienceOverlaps.None).NetInTargetReach);
        AssertNear(new(1_700, 1_700, 1_700), ReachForecaster.Forecast(estimator, creators, Overlaps(("a", "b", 0.3))).NetInTargetReach);
    }

    [Fact]
    public void Interval_OfWhatMayBeNobody_StaysFinite()
    {
        var forecast = Forecast(Whole(10_000), Creator("a", 1_000).With(share: new Estimate(0.5, 0, 1)));

        Assert.Equal(0, forecast.NetInTargetReach.Lower);
        Assert.Equal(200_000, forecast.CostPerThousandReached!.Value.Upper, 1e-6);
        Assert.Equal(new Estimate(1, 1, 1), forecast.Frequency);
    }

    [Fact]
    public void Interval_NearTheWholeTarget_EndsThere()
    {
        var forecast = Forecast(Whole(1_000), Creator("a", 950), Creator("b", 900));

        Assert.Equal(1_000, forecast.NetInTargetReach.Upper);
        Assert.Equal(1_000, forecast.CredibleReach.Upper);
        Assert.Equal(1_000, forecast.Creators[0].InTargetReach.Upper);
    }

    [Fact]
    public void Adds_OfACreatorWhoseFollowersAllFollowAnother_IsNothing()
    {
        var forecast = Forecast(Whole(10_000), Overlaps(("a", "b", 1)), Creator("a", 500), Creator("b", 2_000));

        Assert.Equal([0, 1_500], forecast.Creators.Select(creator => creator.Adds));
    }

    private static void AssertNear(Estimate expected, Estimate actual)
    {
        Assert.Equal(expected.Value, actual.Value, 1e-6);
        Assert.Equal(expected.Lower, actual.Lower, 1e-6);
        Assert.Equal(expected.Upper, actual.Upper, 1e-6);
    }

    private static double Square(double x) => x * x;
}
