using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Campaigns.Planning;
using static InfluenceGrpc.Core.Tests.Campaigns.Planning.Plans;

namespace InfluenceGrpc.Core.Tests.Campaigns.Planning;

/// <summary>What holds for every plan.</summary>
public sealed class PlanProperties
{
    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(3_000);

    // Few are kept, and some are sent twice: before and after they were given up.
    private static readonly Gen<PlanCase> Sieved =
        from planCase in PlanGen.Any
        from again in PlanGen.Shuffled(planCase)
        from capacity in Gen.Choose(4, 5)
        select planCase with { Candidates = [.. planCase.Candidates, .. again.Candidates], Capacity = capacity };

    private static readonly Gen<PlanCase> Both = Gen.OneOf(PlanGen.Any, Sieved);

    [Fact]
    public void Plan_Always_StaysWithinBudgetAndNumber() => Check(Both, (planCase, plan) =>
        plan.Steps.Count <= planCase.Goal.MaxCreators
        && plan.Cost <= planCase.Goal.Budget
        && plan.Cost == plan.Steps.Sum(step => step.Price)
        && plan.Cost + plan.BudgetLeft == planCase.Goal.Budget
        && plan.Steps.All(step => step.Price == step.Creator.Price)
        && (plan.Steps.Count == 0 || plan.Steps[^1].CostSoFar == plan.Cost));

    [Fact]
    public void Plan_Always_HasTheMustHavesFirstAndNobodyTwice() => Check(Both, (planCase, plan) =>
        plan.Steps.Take(planCase.MustHaves.Count).All(step => step.IsMustHave)
        && plan.Steps.Skip(planCase.MustHaves.Count).All(step => !step.IsMustHave && planCase.Candidates.Contains(step.Creator))
        && plan.Ids().Take(planCase.MustHaves.Count).Order(StringComparer.Ordinal)
            .SequenceEqual(planCase.MustHaves.Select(creator => creator.CreatorId).Order(StringComparer.Ordinal))
        && plan.Ids().Distinct(StringComparer.Ordinal).Count() == plan.Steps.Count);

    [Fact]
    public void Gains_Always_NeverIncreaseAndSumToTheValue() => Check(Both, (planCase, plan) =>
        NeverIncrease(plan.Steps.Take(planCase.MustHaves.Count))
        && NeverIncrease(plan.Steps.Skip(planCase.MustHaves.Count))
        && plan.Steps.Skip(planCase.MustHaves.Count).All(step => step.Gain > 0)
        && Math.Abs(plan.Steps.Sum(step => step.Gain) - plan.ObjectiveValue) <= Rounding * plan.ObjectiveValue);

    [Fact]
    public void Plan_Always_HasTheShareOfTheBestThatItTells() => Check(Both, (planCase, plan) =>
    {
        var best = planCase.BestAdded();
        var least = plan.Method == PlanMethod.AllKept && planCase.OnlyBudgetBinds() ? 0.5 : 1 / 4.4;
        return plan.GuaranteedShare <= 1
            && plan.GuaranteedShare >= least
            && plan.Added() >= plan.GuaranteedShare * best * (1 - Rounding)
            && plan.Added() <= best * (1 + Rounding);
    });

    [Fact]
    public void UpperBound_Always_IsAtLeastTheBest() => Check(Both, (planCase, plan) =>
        plan.UpperBound >= plan.ObjectiveValue
        && double.IsFinite(plan.UpperBound)
        && planCase.MustHaveValue() + planCase.BestAdded() <= plan.UpperBound * (1 + Rounding));

    [Fact]
    public void Forecast_Always_HasTheValueThatWasPlanned() => Check(Both, (planCase, plan) =>
    {
        if (plan.Forecast is not { } forecast)
        {
            return plan.Steps.Count == 0 && plan.ObjectiveValue == 0;
        }

        var figure = planCase.Goal.Objective switch
        {
            PlanObjective.NetInTargetReach => forecast.NetInTargetReach,
            PlanObjective.CredibleReach => forecast.CredibleReach,
            _ => forecast.InTargetEngagements,
        };
        return figure is { } known
            ? Math.Abs(known.Value - plan.ObjectiveValue) <= (Rounding * plan.ObjectiveValue) + (1e-14 * planCase.Target.Universe.People)
            : plan.Steps.Any(step => step.IsMustHave && step.Creator.Engagements is null);
    });

    [Fact]
    public void Next_Always_IsSomebodyWhoIsNotTakenAndWouldAdd() => Check(Both, (_, plan) =>
        plan.Next is not { } next
        || (!plan.Ids().Contains(next.Creator.CreatorId)
            && next.Gain > 0
            && next.MissingBudget == Math.Max(0, next.Price - plan.BudgetLeft)));

    [Fact]
    public void Next_RoomForMore_IsNobodyWhoFits() => Check(PlanGen.Any, (planCase, plan) =>
        plan.Next is not { } next || plan.Steps.Count == planCase.Goal.MaxCreators || next.MissingBudget > 0);

    [Fact]
    public void Plan_CandidatesInAnotherOrder_IsTheSame() => Prop.ForAll(
        Arb.From(from planCase in PlanGen.Any from other in PlanGen.Shuffled(planCase) select (planCase, other)),
        pair =>
        {
            var (plan, other) = (pair.planCase.Plan(), pair.other.Plan());
            return plan.Ids().SequenceEqual(other.Ids())
                && plan.ObjectiveValue.Equals(other.ObjectiveValue)
                && plan.UpperBound.Equals(other.UpperBound)
                && plan.Next == other.Next;
        }).Check(Thousands);

    private static void Check(Gen<PlanCase> cases, Func<PlanCase, CampaignPlan, bool> holds) =>
        Prop.ForAll(Arb.From(cases), planCase => holds(planCase, planCase.Plan())).Check(Thousands);

    private static bool NeverIncrease(IEnumerable<PlanStep> steps) =>
        steps.Zip(steps.Skip(1), (one, next) => next.Gain <= one.Gain).All(holds => holds);
}
