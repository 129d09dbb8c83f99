using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Core.Campaigns.Comparison;
using InfluenceGrpc.Core.Campaigns.Reach;
using InfluenceGrpc.Core.Tests.Campaigns.Reach;
using static InfluenceGrpc.Core.Tests.Campaigns.Reach.Sets;

namespace InfluenceGrpc.Core.Tests.Campaigns.Comparison;

public sealed class PlanComparisonTests
{
    private static readonly Universe Target = Whole(1_000_000);

    [Fact]
    public void Compare_TwoPlans_TellsEveryMeasureInOrder() => Assert.Equal(
        [
            CampaignMeasure.NetInTargetReach, CampaignMeasure.CredibleReach, CampaignMeasure.InTargetEngagements, CampaignMeasure.GrossReach,
            CampaignMeasure.Frequency, CampaignMeasure.Cost, CampaignMeasure.CostPerThousandReached, CampaignMeasure.CostPerInTargetEngagement,
        ],
        PlanComparison.Compare([Plan("x", Creator("a", 100)), Plan("y", Creator("b", 200))]).Select(comparison => comparison.Measure));

    [Fact]
    public void Compare_MoreReach_WinsAndLessCostWins()
    {
        NamedForecast[] plans = [Plan("few", Creator("a", 1_000)), Plan("many", Creator("b", 20_000).With(price: 500)), Plan("some", Creator("c", 2_000))];

        Assert.Equal([1, 2, 0], Of(CampaignMeasure.NetInTargetReach, plans).Ranking);
        Assert.Equal(10, Of(CampaignMeasure.NetInTargetReach, plans).Lead!.Value.Value, 1e-9);
        Assert.Equal([0, 2, 1], Of(CampaignMeasure.Cost, plans).Ranking);
        Assert.Equal(new Estimate(1, 1, 1), Of(CampaignMeasure.Cost, plans).Lead);
        Assert.Equal([1, 2, 0], Of(CampaignMeasure.CostPerThousandReached, plans).Ranking);
        Assert.Equal(2, Of(CampaignMeasure.CostPerThousandReached, plans).Lead!.Value.Value, 1e-9);
    }

    [Fact]
    public void Compare_PlanWithoutAForecast_IsLeftOut()
    {
        NamedForecast[] plans = [new("empty", null), Plan("x", Creator("a", 1_000)), Plan("y", Creator("b", 2_000))];

        Assert.Equal([2, 1], Of(CampaignMeasure.NetInTargetReach, plans).Ranking);
        Assert.EndsWith(" Left out: \"empty\" (it is not known of it).", Of(CampaignMeasure.NetInTargetReach, plans).Sentence, StringComparison.Ordinal);
        Assert.All(PlanComparison.Compare(plans[..2]), comparison => Assert.Equal([1], comparison.Ranking));
        Assert.Empty(PlanComparison.Compare([plans[0], plans[0]]));
    }

    // What a creator that failed costs would count as nothing, and its plan win on cost for that.
    [Fact]
    public void Compare_PlanOfWhichACreatorFailed_IsNotRanked()
    {
        NamedForecast[] plans =
        [
            Plan("torn", Creator("a", 1_000).With(price: 1)) with { IsWhole = false }, Plan("x", Creator("b", 2_000)), Plan("y", Creator("c", 900)),
        ];
        Assert.All(PlanComparison.Compare(plans), comparison =>
        {
            Assert.DoesNotContain(0, comparison.Ranking);
            Assert.EndsWith(" Left out: \"torn\" (some of its creators failed).", comparison.Sentence, StringComparison.Ordinal);
        });
        Assert.All(PlanComparison.Compare(plans[..2]), comparison =>
        {
            Assert.Equal([1], comparison.Ranking);
            Assert.Null(comparison.Lead);
            Assert.False(comparison.IsClear);
        });
        Assert.Equal(
            "Cost per thousand people reached cannot be compared: \"torn\" (some of its creators failed).",
            Of(CampaignMeasure.CostPerThousandReached, plans[..2]).Sentence);
    }

    [Fact]
    public void Compare_MeasureThatOnePlanLacks_IsOfTheOthers()
    {
        NamedForecast[] plans = [Plan("x", Creator("a", 1_000)), Plan("y", Creator("b", 2_000).With(price: null))];

        Assert.Equal("Cost cannot be compared: \"y\" (it is not known of it).", Of(CampaignMeasure.Cost, plans).Sentence);
        Assert.Equal([0], Of(CampaignMeasure.Cost, plans).Ranking);
        Assert.DoesNotContain(PlanComparison.Compare([plans[1], plans[1]]), comparison => comparison.Measure == CampaignMeasure.Cost);
        Assert.Equal([1, 0], Of(CampaignMeasure.NetInTargetReach, plans).Ranking);
    }

    [Fact]
    public void Compare_TheSamePlanTwice_IsAlikeInEverything()
    {
        var comparisons = PlanComparison.Compare([Plan("x", Creator("a", 100), Creator("b", 300)), Plan("y", Creator("a", 100), Creator("b", 300))]);

        Assert.All(comparisons, comparison =>
        {
            Assert.Equal([0, 1], comparison.Ranking);
            Assert.Equal(new Estimate(1, 1, 1), comparison.Lead);
            Assert.False(comparison.IsClear);
            Assert.StartsWith("\"x\" and \"y\" come out alike on ", comparison.Sentence, StringComparison.Ordinal);
        });
    }

    // Whatever their reach turns out to be, it is the same in both: only the price differs, and that is certain.
    [Fact]
    public void Compare_TheSameCreatorsAtAnotherPrice_IsCertain()
    {
        var (a, b) = (Creator("a", 100).With(isOwn: false, share: new Estimate(0.3, 0, 0.9)), Creator("b", 300).With(isOwn: false));
        NamedForecast[] plans = [Plan("dear", a, b.With(price: 400)), Plan("cheap", a, b)];

        Assert.Equal(new Estimate(1, 1, 1), Of(CampaignMeasure.NetInTargetReach, plans).Lead);
        Assert.Equal(new Estimate(2.5, 2.5, 2.5), Rounded(Of(CampaignMeasure.CostPerThousandReached, plans).Lead!.Value));
        Assert.Equal(new Estimate(2.5, 2.5, 2.5), Rounded(Of(CampaignMeasure.CostPerInTargetEngagement, plans).Lead!.Value));
        Assert.True(Of(CampaignMeasure.CostPerThousandReached, plans).IsClear);
        Assert.Equal(
            "\"cheap\" wins on cost per thousand people reached by a factor of 2.5: 606.08 against 1,515.19.",
            Of(CampaignMeasure.CostPerThousandReached, plans).Sentence);
    }

    // One that may reach nobody makes nothing of both plans.
    [Fact]
    public void Compare_PlansThatMayBothReachNobody_IsCertainToo()
    {
        var maybe = Creator("a", 100).With(share: new Estimate(0.3, 0, 0.9));
        NamedForecast[] plans = [Plan("dear", maybe.With(price: 250)), Plan("cheap", maybe)];

        Assert.Equal(new Estimate(1, 1, 1), Of(CampaignMeasure.NetInTargetReach, plans).Lead);
        Assert.Equal(new Estimate(2.5, 2.5, 2.5), Rounded(Of(CampaignMeasure.CostPerThousandReached, plans).Lead!.Value));
    }

    [Fact]
    public void Compare_OneThatMayReachNobody_StaysFinite()
    {
        NamedForecast[] plans = [Plan("maybe", Creator("a", 1_000).With(share: new Estimate(0.5, 0, 1))), Plan("sure", Creator("b", 100))];
        var lead = Of(CampaignMeasure.NetInTargetReach, plans).Lead!.Value;

        Assert.Equal(5, lead.Value, 1e-9);
        Assert.InRange(lead.Lower, 0.0001, 0.01);
        Assert.InRange(lead.Upper, 10, 5_000);
        Assert.All(PlanComparison.Compare(plans).Select(comparison => comparison.Lead!.Value), estimate => Assert.True(
            estimate.Lower <= estimate.Value && estimate.Value <= estimate.Upper && double.IsFinite(estimate.Upper)));
    }

    // What all creators share cancels: the curve. What each has by itself does not.
    [Fact]
    public void Compare_TwoByTheCurve_IsUncertainByEachAlone()
    {
        NamedForecast[] plans = [Plan("x", Creator("a", 4_000).With(isOwn: false)), Plan("y", Creator("b", 1_000).With(isOwn: false))];
        var lead = Of(CampaignMeasure.NetInTargetReach, plans).Lead!.Value;

        Assert.Equal(4, lead.Value, 1e-9);
        Assert.Equal(4 * Math.Exp(1.2815515655446004 * 0.5 * Math.Sqrt(2)), lead.Upper, 1e-6);
        Assert.Equal(4 * Math.Exp(-1.2815515655446004 * 0.5 * Math.Sqrt(2)), lead.Lower, 1e-6);
    }

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(1_100, false)]
    public void Compare_FarAheadOrHardly_IsClearOrNot(double reach, bool isClear)
    {
        NamedForecast[] plans = [Plan("x", Creator("a", reach)), Plan("y", Creator("b", 1_000))];
        var comparison = Of(CampaignMeasure.GrossReach, plans);

        Assert.Equal(isClear, comparison.IsClear);
        Assert.EndsWith(
            isClear ? "2,000 against 1,000." : "1,100 against 1,000. What is not certain could turn that round.", comparison.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Sentence_OfAClearLead_SaysByHowMuchAndHowSure() => Assert.Equal(
        "\"many\" wins on different people reached in the target by a factor of 20, between 13.9 and 28.7: 20,000 against 1,000.",
        Of(CampaignMeasure.NetInTargetReach, [Plan("few", Creator("a", 1_000)), Plan("many", Creator("b", 20_000))]).Sentence);

    [Fact]
    public void Sentence_OfPlansThatCostNothing_SaysThatTheyAreAlikeWhateverAThirdCosts()
    {
        NamedForecast[] plans = [Plan("x", Creator("a", 1_000).With(price: 0)), Plan("y", Creator("b", 900)), Plan("z", Creator("c", 800).With(price: 0))];
        var cost = Of(CampaignMeasure.Cost, plans);

        Assert.Equal([0, 2, 1], cost.Ranking);
        Assert.Null(cost.Lead);
        Assert.False(cost.IsClear);
        Assert.Equal("\"x\" and \"z\" come out alike on cost: 0 both.", cost.Sentence);
    }

    [Fact]
    public void Sentence_OfASmallLeadThatIsCertain_DoesNotSayAlike()
    {
        var cost = Of(CampaignMeasure.Cost, [Plan("x", Creator("a", 1_000).With(price: 1_004_000)), Plan("y", Creator("b", 900).With(price: 1_000_000))]);

        Assert.True(cost.IsClear);
        Assert.Equal("\"y\" is just ahead of \"x\" on cost: 1,000,000 against 1,004,000.", cost.Sentence);
    }

    [Theory]
    [InlineData("0.2", "0.4", "0.2 against 0.4.")]
    [InlineData("0.001234", "1.5", "0.00123 against 1.5.")]
    [InlineData("12.34", "123.4", "12.3 against 123.")]
    [InlineData("40", "80", "40 against 80.")]
    public void Sentence_OfSmallCosts_TellsThemApart(string less, string more, string figures)
    {
        var cost = Of(CampaignMeasure.Cost,
            [Plan("x", Creator("a", 1_000).With(price: decimal.Parse(less))), Plan("y", Creator("b", 900).With(price: decimal.Parse(more)))]);

        Assert.EndsWith(": " + figures, cost.Sentence, StringComparison.Ordinal);
    }

    // A thousandth for each of ten engagements; half a unit for each.
    [Theory]
    [InlineData("0.01", "5", "0.001 against 0.50.")]
    [InlineData("1.234", "12.34", "0.123 against 1.23.")]
    public void Sentence_OfSmallCostsPerEngagement_TellsThemApart(string less, string more, string figures)
    {
        var cost = Of(CampaignMeasure.CostPerInTargetEngagement,
            [Plan("x", Creator("a", 1_000).With(price: decimal.Parse(less))), Plan("y", Creator("b", 900).With(price: decimal.Parse(more)))]);

        Assert.Contains(figures, cost.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Sentence_AgainstNothing_HasNoFactor()
    {
        var engagements = Of(CampaignMeasure.InTargetEngagements, [Plan("x", Creator("a", 1_000).With(engagements: 0)), Plan("y", Creator("b", 900))]);

        Assert.Null(engagements.Lead);
        Assert.Equal("\"y\" wins on engagements in the target: 10, \"x\" 0.", engagements.Sentence);
    }

    private static NamedForecast Plan(string name, params CreatorReach[] creators) => new(name, Forecast(Target, creators));

    private static MeasureComparison Of(CampaignMeasure measure, params NamedForecast[] plans) =>
        Assert.Single(PlanComparison.Compare(plans), comparison => comparison.Measure == measure);

    private static Estimate Rounded(Estimate estimate) =>
        new(Math.Round(estimate.Value, 12), Math.Round(estimate.Lower, 12), Math.Round(estimate.Upper, 12));
}
