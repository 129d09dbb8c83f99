using InfluenceGrpc.Core.Campaigns.Planning;

namespace InfluenceGrpc.PlanValidation;

/// <summary>How near plans come to the best there is, on cases that are small enough to try every set.</summary>
internal static class RatioCheck
{
    /// <summary>Candidates of a case, at most.</summary>
    public const int MostCandidates = 12;

    private const int FewestCandidates = 8;
    private const double Rounding = 1e-9;

    private static readonly (PlanObjective Objective, int Segments)[] Objectives =
    [
        (PlanObjective.NetInTargetReach, 1), (PlanObjective.NetInTargetReach, 4),
        (PlanObjective.InTargetEngagements, 1), (PlanObjective.CredibleReach, 4),
    ];

    private static readonly (bool Budget, bool Number, int Capacity)[] Stops =
        [(true, false, MostCandidates), (false, true, MostCandidates), (true, true, MostCandidates), (true, true, 6), (true, true, 4)];

    /// <summary>Runs it, and prints what came out.</summary>
    /// <param name="options">What was asked.</param>
    /// <param name="print">Takes the text, line by line.</param>
    public static void Run(ValidationOptions options, Action<string> print)
    {
        CaseKind[] kinds = [.. Stops.SelectMany(stop => Objectives.Select(each =>
            new CaseKind(each.Objective, each.Segments, stop.Budget, stop.Number, stop.Capacity)))];
        var progress = new Progress("Kinds", kinds.Length);
        print($"{options.Cases} cases of each kind, {FewestCandidates} to {MostCandidates} candidates, every set tried; seed {options.Seed}.");
        print("");
        print("| what counts, what stops a plan | least that is certain | told, mean | worst of the best | mean of the best | cases with the best | bound over the best, mean |");
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var kind in kinds)
        {
            print(Row(kind, options));
            progress.Step();
        }
    }

    private static string Row(CaseKind kind, ValidationOptions options)
    {
        var random = new Random(options.Seed);
        var (told, ratios, bounds) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < options.Cases; i++)
        {
            var (plan, best) = Case(kind, random);
            if (plan.ObjectiveValue < plan.GuaranteedShare * best * (1 - Rounding) || best > plan.UpperBound * (1 + Rounding))
            {
                throw new InvalidOperationException($"Case {i} of \"{kind.Name}\" breaks what the plan tells: {plan.ObjectiveValue} of {best}.");
            }

            told.Add(plan.GuaranteedShare);
            ratios.Add(plan.ObjectiveValue / best);
            bounds.Add(plan.UpperBound / best);
        }

        var least = kind.NumberBinds ? SieveRow.Guarantee : PlanSearch.BudgetGuarantee;
        return $"| {kind.Name} | {least:F3} | {told.Average():F3} | {ratios.Min():F4} | {ratios.Average():F5} "
            + $"| {(double)ratios.Count(ratio => ratio > 1 - Rounding) / ratios.Count:P1} | {bounds.Average():F3} |";
    }

    private static (CampaignPlan Plan, double Best) Case(CaseKind kind, Random random)
    {
        var population = new Population(random, people: 100_000);
        var target = population.Target(kind.Segments);
        var count = random.Next(FewestCandidates, MostCandidates + 1);
        var creators = Enumerable.Range(0, count).Select(i => population.Creator(i, target, median: 20_000)).ToArray();
        var all = creators.Sum(creator => creator.Price!.Value);

        // At least the cheapest, so that there is something to plan.
        var part = Math.Max((decimal)(0.1 + (0.5 * random.NextDouble())) * all, creators.Min(creator => creator.Price!.Value));
        var goal = new PlanGoal(
            kind.Objective, kind.BudgetBinds ? part : all, kind.NumberBinds ? random.Next(2, (count / 2) + 1) : count);
        var planner = new CampaignPlanner(target, goal, [], kind.Capacity);
        foreach (var creator in creators)
        {
            planner.Offer(creator);
        }

        return (planner.Plan(), new Exhaustive(target.Universe, creators, goal).Best());
    }
}
