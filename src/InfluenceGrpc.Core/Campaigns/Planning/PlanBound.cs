namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>No affordable set is worth more than this.</summary>
/// <remarks>
/// For any set S, the best set T is worth at most f(S) plus what each of T adds to S by itself; and the most that such sums can come to
/// within budget and number is at most what fractions of candidates come to. That holds for every S: the least of several bounds counts.
/// Of one segment, ln of the share that is left unreached adds up, so that the same bound holds there for the best set as such.
/// </remarks>
internal sealed class PlanBound(IReadOnlyList<PlanCandidate> candidates, LostCandidates lost, PlanValue start, PlanRoom room)
{
    // Each takes a sort of all candidates.
    private const int MaxSets = 8;

    /// <summary>The bound, at least the set's own value.</summary>
    /// <param name="set">What was found, in the order in which it was taken.</param>
    public double Over(IReadOnlyList<PlanCandidate> set)
    {
        var value = start.Copy();
        var bound = Math.Min(BoundAt(value), BoundByLogarithms());
        var every = Math.Max(1, set.Count / (MaxSets - 1));
        for (var i = 0; i < set.Count; i++)
        {
            value.Add(set[i]);
            if ((i + 1) % every == 0 || i == set.Count - 1)
            {
                bound = Math.Min(bound, BoundAt(value));
            }
        }

        return Math.Max(value.Value, bound);
    }

    private double BoundAt(PlanValue value)
    {
        var gains = candidates.Select(candidate => (Gain: value.Gain(candidate), Price: (double)candidate.Price)).ToList();
        return value.Value + Math.Min(
            value.Room,
            Math.Min(ByBudget(gains, lost.MostGainPerPrice), ByCount(gains)));
    }

    // Who was given up is not known by its parts.
    private double BoundByLogarithms()
    {
        if (!start.IsOneSegment || lost.Any)
        {
            return double.PositiveInfinity;
        }

        var logarithms = candidates.Select(candidate => (Gain: -Math.Log(1 - candidate.Parts[0]), Price: (double)candidate.Price)).ToList();
        return start.Value + (start.Room * (1 - Math.Exp(-Math.Min(ByBudget(logarithms, 0), ByCount(logarithms)))));
    }

    private double ByBudget(List<(double Gain, double Price)> gains, double mostLost)
    {
        var (left, sum) = ((double)room.Budget, 0.0);
        foreach (var (gain, price) in gains.OrderByDescending(each => each.Gain / each.Price))
        {
            if (gain == 0 || gain / price <= mostLost)
            {
                break;
            }

            if (price >= left && price > 0)
            {
                return sum + (gain * left / price);
            }

            sum += gain;
            left -= price;
        }

        return mostLost > 0 ? sum + (left * mostLost) : sum;
    }

    private double ByCount(List<(double Gain, double Price)> gains)
    {
        var (sum, left) = (0.0, room.Creators);
        foreach (var gain in gains.Select(each => each.Gain).Where(gain => gain > lost.MostGain).OrderDescending().Take(room.Creators))
        {
            sum += gain;
            left--;
        }

        return sum + (left * lost.MostGain);
    }
}
