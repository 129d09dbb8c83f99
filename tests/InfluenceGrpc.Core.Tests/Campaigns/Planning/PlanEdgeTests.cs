using InfluenceGrpc.Core.Campaigns.Planning;
using InfluenceGrpc.Core.Campaigns.Reach;
using static InfluenceGrpc.Core.Tests.Campaigns.Planning.Plans;

namespace InfluenceGrpc.Core.Tests.Campaigns.Planning;

/// <summary>Plans at the edges of what may be asked.</summary>
public sealed class PlanEdgeTests
{
    [Fact]
    public void Plan_NoCandidates_IsEmpty()
    {
        var plan = Of(1_000, 10, 5, []);

        Assert.Empty(plan.Steps);
        Assert.Null(plan.Forecast);
        Assert.Null(plan.Next);
        Assert.Equal((0, 0, 0m, 10m, 1), (plan.ObjectiveValue, plan.UpperBound, plan.Cost, plan.BudgetLeft, plan.GuaranteedShare));
    }

    [Fact]
    public void Plan_NoBudget_TakesTheFreeOnes() =>
        Assert.Equal(["b", "a"], Of(1_000, 0, 5, [Creator("a", 10, 0), Creator("b", 20, 0), Creator("c", 30, 0.01m)]).Ids());

    [Fact]
    public void Plan_NoBudgetAndFreeOnesGivenUp_TellsNoMoreThanIsCertain()
    {
        // Twenty are worth 199.96; four are kept.
        var plan = Of(1_000_000, 0, 20, Enumerable.Range(1, 40).Select(i => Creator($"c{i:D2}", 10, 0)), capacity: 4);

        Assert.Equal(PlanMethod.Sieved, plan.Method);
        Assert.InRange(plan.UpperBound, 199.95, 201);
        Assert.InRange(plan.GuaranteedShare, 1 / 4.4, plan.ObjectiveValue / 199.95);
    }

    [Theory]
    [InlineData("3", "a")]
    [InlineData("2.99", null)]
    public void Plan_BudgetOfTheCheapest_TakesIt(string budget, string? taken)
    {
        var plan = Of(1_000, decimal.Parse(budget), 5, [Creator("a", 10, 3), Creator("b", 10, 3.01m)]);

        Assert.Equal(taken is null ? [] : [taken], plan.Ids());
    }

    [Fact]
    public void Plan_TenthsThatAddUp_FitExactly()
    {
        var plan = Of(1_000, 0.3m, 5, [Creator("a", 10, 0.1m), Creator("b", 10, 0.2m)]);

        Assert.Equal((2, 0.3m, 0m), (plan.Steps.Count, plan.Cost, plan.BudgetLeft));
    }

    [Fact]
    public void Plan_EqualCandidates_TakesTheFirstByIdInWhateverOrder()
    {
        var candidates = Enumerable.Range(0, 9).Select(i => Creator($"c{i}", 10, 1)).Reverse();

        Assert.Equal(["c0", "c1", "c2"], Of(1_000, 100, 3, candidates).Ids());
    }

    [Fact]
    public void Plan_OneCreator_IsTheOneThatAddsMost() =>
        Assert.Equal(["b"], Of(1_000, 100, 1, [Creator("a", 10, 1), Creator("b", 20, 100), Creator("c", 30, 101)]).Ids());

    [Fact]
    public void Plan_MostCreators_AreTwoHundred()
    {
        var plan = Of(1e9, 1_000_000, 200, Enumerable.Range(0, 300).Select(i => Creator($"c{i:D3}", 1_000 + i, i)));

        Assert.Equal(200, plan.Steps.Count);
        Assert.Equal("c299", plan.Steps[0].Creator.CreatorId);
        Assert.Equal("c100", plan.Steps[^1].Creator.CreatorId);
    }

    [Fact]
    public void Plan_CapacityBelowTheMostCreators_StillTakesMoreThanThat()
    {
        var plan = Of(1e9, 1_000_000, 50, Enumerable.Range(0, 300).Select(i => Creator($"c{i:D3}", 1_000, 1)), capacity: 4);

        Assert.Equal(PlanMethod.Sieved, plan.Method);
        Assert.InRange(plan.Steps.Count, 5, 50);
        Assert.InRange(plan.ObjectiveValue, 50_000 / 4.4, 50_000);
    }

    [Fact]
    public void Plan_MustHavesUseUpTheNumber_AddsNobodyAndNamesWhoWouldBeNext()
    {
        var plan = Of(1_000, 100, 1, [Creator("a", 10, 1), Creator("b", 20, 1)], [Creator("m", 5, 40)]);

        Assert.Equal(["m"], plan.Ids());
        Assert.Equal((1, plan.ObjectiveValue), (plan.GuaranteedShare, plan.UpperBound));
        Assert.Equal(("b", 0m), (plan.Next!.Creator.CreatorId, plan.Next.MissingBudget));
    }

    [Fact]
    public void Plan_MustHavesUseUpTheBudget_AddsTheFreeOnesAlone()
    {
        var planner = new CampaignPlanner(
            Target(1_000), new PlanGoal(PlanObjective.NetInTargetReach, 40, 5), [Creator("m", 5, 40)], CampaignPlanner.MinCapacity);

        Assert.Equal(DropReason.TooExpensive, planner.Offer(Creator("a", 10, 0.01m)));
        Assert.Equal(DropReason.None, planner.Offer(Creator("b", 10, 0)));
        Assert.Equal(["m", "b"], planner.Plan().Ids());
    }

    [Fact]
    public void Plan_MustHaveThatAddsNothing_IsInItLast() =>
        Assert.Equal(["n", "m", "a"], Of(1_000, 100, 5, [Creator("a", 10, 1)], [Creator("m", 0, 3), Creator("n", 1, 3)]).Ids());

    /// <summary>c adds less than b, and more for what it costs.</summary>
    [Fact]
    public void Next_SeveralAreLeft_IsWhoAddsMostPerUnitOfCurrency()
    {
        var plan = Of(1_000, 100, 1, [Creator("a", 500, 50), Creator("b", 20, 10), Creator("c", 15, 1), Creator("d", 1, 1)]);

        Assert.Equal(["a"], plan.Ids());
        Assert.Equal(("c", 1m), (plan.Next!.Creator.CreatorId, plan.Next.Price));
    }

    /// <summary>Beside a billion, a billionth is lost in a double: what is added is counted by itself.</summary>
    [Fact]
    public void Plan_MustHavesWorthABillionTimesABillionMore_StillCountsWhatIsAdded()
    {
        var candidates = Enumerable.Range(1, 6).Select(i => Creator($"c{i}", i * 1e-12, i * i));
        var planCase = new PlanCase(
            Target(1e10), new PlanGoal(PlanObjective.NetInTargetReach, 21, 5), [Creator("m", 1e9, 1)], [.. candidates], 100);
        var (plan, best) = (planCase.Plan(), planCase.BestAdded());

        Assert.Equal(9e-12 * 0.6, best, 1e-20);
        Assert.InRange(plan.Added(), plan.GuaranteedShare * best * (1 - Rounding), best * (1 + Rounding));
        Assert.InRange(plan.GuaranteedShare, 0.5, 0.999);
    }

    /// <summary>A share of 10^-14 leaves 1 - 10^-14, in which a double has kept two digits of it.</summary>
    [Fact]
    public void UpperBound_SharesOfNextToNothing_HoldsToTheLastDigits()
    {
        var start = new PlanValue(PlanObjective.NetInTargetReach, Target(1e10).Universe);
        for (var i = 1; i <= 50; i++)
        {
            // All of them fit in, so that the bound is their sum.
            PlanCandidate[] candidates =
                [start.CandidateOf(Creator("a", i * 1.7e-4, 1))!, start.CandidateOf(Creator("b", i * 1.3e-5, 1))!];
            var bound = new PlanBound(candidates, new LostCandidates(), start, new PlanRoom(2, 5)).Over([]);

            Assert.Equal(1, bound / (i * 1.83e-4), Rounding);
        }
    }

    /// <summary>As many as that there may have been, each adding 10 for nothing, or for 2 of a budget of 6.</summary>
    [Theory]
    [InlineData(0, 0, 50)]
    [InlineData(2, 6, 30)]
    public void UpperBound_GivenUp_CountsAsManyAsThereIsRoomFor(double price, int budget, double expected)
    {
        var (start, lost) = (new PlanValue(PlanObjective.InTargetEngagements, Target(1e6).Universe), new LostCandidates());
        lost.Add(10, price);

        var kept = start.CandidateOf(Creator("a", 1, (decimal)price * 2, engagements: 10))!;

        Assert.Equal(expected, new PlanBound([kept], lost, start, new PlanRoom(budget, 5)).Over([]), Rounding);
    }

    [Fact]
    public void UpperBound_SomebodyReachesEverybody_IsTheTarget()
    {
        var plan = Of(1_000, 2, 5, [Creator("a", 5_000, 2), Creator("b", 5_000, 2), Creator("c", 10, 0)]);

        Assert.Equal((1_000, 1_000, 1), (plan.ObjectiveValue, plan.UpperBound, plan.GuaranteedShare));
    }

    [Fact]
    public void Plan_GivenUpAndSentAgain_HasEverybodyOnce()
    {
        CreatorReach[] creators = [.. Enumerable.Range(1, 20).Select(i => Creator($"c{i:D2}", 1_000 + i, 1))];

        // Sieves took the first; then they were given up, and came back as others of the same id.
        var again = creators.Select(creator => Creator(creator.CreatorId, creator.People, creator.Price));
        var plan = Of(1e9, 20, 20, [.. creators, .. again, .. creators], capacity: 4);

        Assert.Equal(PlanMethod.Sieved, plan.Method);
        Assert.Equal(plan.Steps.Count, plan.Ids().Distinct().Count());
        Assert.DoesNotContain(plan.Next?.Creator.CreatorId, plan.Ids());
    }

    [Fact]
    public void Offer_NoCandidate_IsToldTheFirstReasonThatHolds()
    {
        var planner = new CampaignPlanner(
            Target(1_000), new PlanGoal(PlanObjective.NetInTargetReach, 50, 5), [Creator("m", 5, 40)], CampaignPlanner.MinCapacity);

        Assert.Equal(DropReason.None, planner.Offer(Creator("a", 10, 10)));
        Assert.Equal(DropReason.MustHave, planner.Offer(Creator("m", 5, price: null)));
        Assert.Equal(DropReason.Repeated, planner.Offer(Creator("a", 10, 11)));
        Assert.Equal(DropReason.PriceUnknown, planner.Offer(Creator("b", 0, price: null)));
        Assert.Equal(DropReason.TooExpensive, planner.Offer(Creator("c", 0, 10.01m)));
        Assert.Equal(DropReason.AddsNothing, planner.Offer(Creator("d", 0, 10)));
    }

    [Fact]
    public void ReasonWithoutReach_OfWhoIsThere_IsThat()
    {
        var planner = new CampaignPlanner(
            Target(1_000), new PlanGoal(PlanObjective.NetInTargetReach, 50, 5), [Creator("m", 5, 40)], CampaignPlanner.MinCapacity);
        planner.Offer(Creator("a", 10, 10));

        Assert.Equal(DropReason.MustHave, planner.ReasonWithoutReach("m"));
        Assert.Equal(DropReason.Repeated, planner.ReasonWithoutReach("a"));
        Assert.Equal(DropReason.ReachUnknown, planner.ReasonWithoutReach("b"));
    }

    [Fact]
    public void Offer_EngagementsThatCannotBeTold_AddNothing()
    {
        var planner = new CampaignPlanner(
            Target(1_000), new PlanGoal(PlanObjective.InTargetEngagements, 50, 5), [], CampaignPlanner.MinCapacity);

        Assert.Equal(DropReason.AddsNothing, planner.Offer(Creator("a", 10, 1, engagements: null)));
    }

    [Fact]
    public void Offer_CreatorThatDoesNotMeetTheBrief_Throws()
    {
        var planner = new CampaignPlanner(
            Target(1_000), new PlanGoal(PlanObjective.NetInTargetReach, 50, 5), [], CampaignPlanner.MinCapacity);

        Assert.Throws<ArgumentException>(() => planner.Offer(Creator("a", 10, 1, meetsBrief: false)));
        Assert.Empty(planner.Plan().Steps);
    }

    [Theory]
    [InlineData(PlanObjective.Unspecified, 1, 5, 4)]
    [InlineData(PlanObjective.NetInTargetReach, -1, 5, 4)]
    [InlineData(PlanObjective.NetInTargetReach, 1, 0, 4)]
    [InlineData(PlanObjective.NetInTargetReach, 1, 201, 4)]
    [InlineData(PlanObjective.NetInTargetReach, 1, 5, 3)]
    public void Planner_OutsideItsLimits_Throws(PlanObjective objective, int budget, int maxCreators, int capacity) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new CampaignPlanner(Target(1_000), new PlanGoal(objective, budget, maxCreators), [], capacity));
}
