using System.Globalization;
using InfluenceGrpc.Core.Campaigns.Planning;
using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Tests.Campaigns.Planning;

/// <summary>Something to plan, small enough to try every set.</summary>
internal sealed record PlanCase(
    ReachEstimator Target, PlanGoal Goal, IReadOnlyList<CreatorReach> MustHaves, IReadOnlyList<CreatorReach> Candidates, int Capacity)
{
    private double[] People => [.. Target.Universe.Segments.Select(segment => segment.People)];

    private IReadOnlyList<CreatorReach> Priced => [.. Candidates.Where(creator => creator.Price is not null).DistinctBy(creator => creator.CreatorId)];

    /// <summary>The plan, candidates sent in their order.</summary>
    public CampaignPlan Plan()
    {
        var planner = new CampaignPlanner(Target, Goal, MustHaves, Capacity);
        foreach (var candidate in Candidates)
        {
            planner.Offer(candidate);
        }

        return planner.Plan();
    }

    /// <summary>Whether the number of creators cannot stop a plan of these candidates, however they are chosen.</summary>
    public bool OnlyBudgetBinds() =>
        Priced.Count <= Goal.MaxCreators - MustHaves.Count
        || Priced.Select(creator => creator.Price!.Value).Order().Take(Goal.MaxCreators - MustHaves.Count + 1).Sum()
            > Goal.Budget - MustHaves.Sum(creator => creator.Price!.Value);

    /// <summary>The most that any set of candidates adds to the must-haves within budget and number. Every set is tried; values are
    /// summed up part by part, apart from the planner.</summary>
    public double BestAdded()
    {
        double[] missed = [.. People.Select(_ => 1.0)];
        foreach (var creator in MustHaves)
        {
            missed = After(missed, creator, out _);
        }

        return BestAdded(Priced, 0, Goal.Budget - MustHaves.Sum(creator => creator.Price!.Value), Goal.MaxCreators - MustHaves.Count, missed);
    }

    /// <summary>Everything that a plan is made of.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Goal}, room for {Capacity}, segments of {string.Join(' ', People)}, must-haves {Words(MustHaves)}, candidates {Words(Candidates)}");

    /// <summary>What the must-haves are worth.</summary>
    public double MustHaveValue()
    {
        var (value, missed) = (0.0, People.Select(_ => 1.0).ToArray());
        foreach (var creator in MustHaves)
        {
            missed = After(missed, creator, out var gain);
            value += gain;
        }

        return value;
    }

    private double BestAdded(IReadOnlyList<CreatorReach> creators, int next, decimal budget, int places, double[] missed)
    {
        if (next == creators.Count || places == 0)
        {
            return 0;
        }

        var without = BestAdded(creators, next + 1, budget, places, missed);
        if (creators[next].Price > budget)
        {
            return without;
        }

        var after = After(missed, creators[next], out var gain);
        return Math.Max(without, gain + BestAdded(creators, next + 1, budget - creators[next].Price!.Value, places - 1, after));
    }

    private double[] After(double[] missed, CreatorReach creator, out double gain)
    {
        gain = (creator.Engagements ?? 0) * creator.TargetShare.Value;
        if (Goal.Objective == PlanObjective.InTargetEngagements)
        {
            return missed;
        }

        gain = 0;
        var after = new double[missed.Length];
        for (var s = 0; s < missed.Length; s++)
        {
            // In the planner's order: where must-haves reach everybody, the last digit says whether somebody is left.
            var reached = creator.People * creator.TargetShare.Value * (Goal.Objective == PlanObjective.CredibleReach ? creator.Credibility : 1);
            var share = Math.Min(1, reached * creator.SegmentShares[s] / People[s]);
            gain += People[s] * missed[s] * share;
            after[s] = missed[s] * (1 - share);
        }

        return after;
    }

    private static string Words(IEnumerable<CreatorReach> creators) => string.Join("; ", creators.Select(creator => string.Create(
        CultureInfo.InvariantCulture,
        $"{creator.CreatorId} {creator.People} people for {creator.Price}, target {creator.TargetShare.Value}, in segments {string.Join(' ', creator.SegmentShares.ToArray())}, engagements {creator.Engagements}, credibility {creator.Credibility}")));
}
