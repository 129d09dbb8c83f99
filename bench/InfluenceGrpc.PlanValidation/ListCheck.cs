using System.Runtime.CompilerServices;
using InfluenceGrpc.Core.Campaigns.Planning;

namespace InfluenceGrpc.PlanValidation;

/// <summary>Long lists: how near plans come to their bound, how long that takes, and what memory is kept.</summary>
internal static class ListCheck
{
    private const int MaxCreators = 100;
    private const int Chunk = 1_000;
    private const decimal PricesOfMedian = 6_000;

    private static readonly (PlanObjective Objective, int Segments)[] Objectives =
        [
            (PlanObjective.NetInTargetReach, 1), (PlanObjective.NetInTargetReach, 10), (PlanObjective.NetInTargetReach, 100),
            (PlanObjective.InTargetEngagements, 1),
        ];

    private static readonly (int Candidates, int Capacity)[] Lists =
        [(1_000, 100_000), (100_000, 100_000), (1_000_000, 100_000), (1_000_000, 10_000)];

    /// <summary>Runs it, and prints what came out.</summary>
    /// <param name="options">What was asked.</param>
    /// <param name="print">Takes the text, line by line.</param>
    public static void Run(ValidationOptions options, Action<string> print)
    {
        print($"At most {MaxCreators} creators, a budget of {PricesOfMedian / 100} times the price of the median one; seed {options.Seed}. Memory is what the planner keeps.");
        print("");
        print("| candidates | kept | what counts | taken | value / bound | share told | taking in, processor s | planning, processor s | memory, MB |");
        print("| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        (int Candidates, int Capacity)[] lists = [.. Lists.Where(list => list.Candidates <= options.Most)];
        var progress = new Progress("Lists", lists.Length * Objectives.Length);
        foreach (var (candidates, capacity) in lists)
        {
            foreach (var (objective, segments) in Objectives)
            {
                print(Row(candidates, capacity, objective, segments, options.Seed));
                progress.Step();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static string Row(int candidates, int capacity, PlanObjective objective, int segments, int seed)
    {
        var population = new Population(new Random(seed), people: 1_000_000);
        var target = population.Target(segments);
        CampaignPlanner? planner = new CampaignPlanner(target, new PlanGoal(objective, PricesOfMedian, MaxCreators), [], capacity);
        var taking = TimeSpan.Zero;
        for (var first = 0; first < candidates; first += Chunk)
        {
            var chunk = Enumerable.Range(first, Chunk).Select(i => population.Creator(i, target, median: 2_000)).ToArray();
            taking += Spent(() => Array.ForEach(chunk, creator => planner!.Offer(creator)));
        }

        CampaignPlan? plan = null;
        var planning = Spent(() => plan = planner!.Plan());
        return $"| {candidates:N0} | {(plan!.Method == PlanMethod.AllKept ? "all" : capacity.ToString("N0"))} "
            + $"| {(objective == PlanObjective.InTargetEngagements ? "engagements" : segments == 1 ? "net reach, 1 segment" : $"net reach, {segments} segments")} "
            + $"| {plan.Steps.Count} | {plan.ObjectiveValue / plan.UpperBound:F3} | {plan.GuaranteedShare:F3} "
            + $"| {taking.TotalSeconds:F2} | {planning.TotalSeconds:F2} | {BytesOf(ref planner) / 1e6:F1} |";
    }

    // Of the processor, not of the wall: others may be using it too.
    private static TimeSpan Spent(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return Environment.CpuUsage.TotalTime - before;
    }

    // What goes when it goes. Code that is not optimized would hold on to it until it returns.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long BytesOf(ref CampaignPlanner? planner)
    {
        var with = GC.GetTotalMemory(forceFullCollection: true);
        planner = null;
        return with - GC.GetTotalMemory(forceFullCollection: true);
    }
}
