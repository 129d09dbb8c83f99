using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Core.Campaigns.Planning;
using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.PlanValidation;

/// <summary>The best value there is, by trying every set. Written apart from the planner, from the formulas alone.</summary>
/// <param name="universe">The target.</param>
/// <param name="creators">Few: the work doubles with each.</param>
/// <param name="goal">What is planned.</param>
internal sealed class Exhaustive(Universe universe, IReadOnlyList<CreatorReach> creators, PlanGoal goal)
{
    private readonly double[] people = [.. universe.Segments.Select(segment => segment.People)];

    /// <summary>The value of the best set.</summary>
    public double Best() => Best(0, goal.Budget, goal.MaxCreators, 0, [.. people.Select(_ => 1.0)]);

    // missed: what share of each segment nobody has reached so far.
    private double Best(int next, decimal left, int places, double engagements, double[] missed)
    {
        if (next == creators.Count || places == 0)
        {
            return goal.Objective == PlanObjective.InTargetEngagements ? engagements : people.Select((all, s) => all * (1 - missed[s])).Sum();
        }

        var without = Best(next + 1, left, places, engagements, missed);
        var creator = creators[next];
        if (creator.Price > left)
        {
            return without;
        }

        var reached = creator.People * creator.TargetShare.Value
            * (goal.Objective == PlanObjective.CredibleReach ? creator.Credibility : 1);
        var after = new double[people.Length];
        for (var s = 0; s < people.Length; s++)
        {
            after[s] = missed[s] * (1 - Math.Min(1, reached * creator.SegmentShares[s] / people[s]));
        }

        var wanted = engagements + (creator.Engagements!.Value * creator.TargetShare.Value);
        return Math.Max(without, Best(next + 1, left - creator.Price!.Value, places - 1, wanted, after));
    }
}
