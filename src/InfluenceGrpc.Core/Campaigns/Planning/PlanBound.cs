using System.Threading;
using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>No affordable set adds more than this.</summary>
/// <remarks>
/// For any set S, the best set T is worth at most f(S) plus what each of T that is not in S adds to S by itself (Nemhauser, Wolsey and
/// Fisher 1978); and the most that such sums can come to within budget and number is at most what fractions of candidates come to.
/// That holds for every S: the least of several bounds counts. Of one segment, ln of the share that is left unreached adds up, so
/// that the same bound holds there for the best set as such. Who was given up adds no more to S than to the must-haves; its logarithm is
/// at most its share times -ln(1 - x)/x of the greatest share x that was given up, as that ratio grows with x.
/// </remarks>
internal sealed class PlanBound(IReadOnlyList<PlanCandidate> candidates, LostCandidates lost, PlanValue start, PlanRoom room)
{
    // Each goes through all candidates hundreds of times.
    private const int MaxSets = 4;

    /// <summary>The bound, at least the set's own value.</summary>
    /// <param name="set">What was found, in the order in which it was taken.</param>
    /// <param name="cancellationToken">Ends the search for it.</param>
    /// <exception cref="OperationCanceledException">It was asked to end.</exception>
    public double Over(IReadOnlyList<PlanCandidate> set, CancellationToken cancellationToken = default)
    {
        var (value, there) = (start.Copy(), new HashSet<string>(StringComparer.Ordinal));
        var bound = Math.Min(BoundAt(value, there), BoundByLogarithms());
        var every = Math.Max(1, (set.Count + MaxSets - 2) / (MaxSets - 1));
        for (var i = 0; i < set.Count; i++)
        {
            value.Add(set[i]);
            there.Add(set[i].Id);
            if ((i + 1) % every == 0 || i == set.Count - 1)
            {
                cancellationToken.ThrowIfCancellationRequested();
                bound = Math.Min(bound, BoundAt(value, there));
            }
        }

        return Math.Max(value.Value, bound);
    }

    private double BoundAt(PlanValue value, HashSet<string> there)
    {
        var gains = candidates
            .Where(candidate => !there.Contains(candidate.Id))
            .Select(candidate => (Gain: value.Gain(candidate), Price: (double)candidate.Price))
            .Where(each => each.Gain > 0)
            .ToList();
        return value.Value + Math.Min(value.Room, Most(gains, 1));
    }

    private double BoundByLogarithms()
    {
        if (!start.IsOneSegment || lost.MostGain >= start.Room)
        {
            return double.PositiveInfinity;
        }

        var logOfGain = lost.Any ? MinusLogOfRest(lost.MostGain / start.Room) / lost.MostGain : 0;

        var logarithms = candidates
            .Select(candidate => (Gain: MinusLogOfRest(candidate.Parts[0]), Price: (double)candidate.Price))
            .ToList();
        return start.Value + (start.Room * OneMinusExp(Most(logarithms, logOfGain)));
    }

    // By the budget, by the number, and by both at once where both may be what stops a plan.
    private double Most(List<(double Gain, double Price)> gains, double times)
    {
        var most = Math.Min(ByBudget(gains, times), ByCount(gains, times));
        return gains.Count <= room.Creators && !lost.Any
            ? most
            : Math.Min(most, new PriceBound(gains, (double)room.Budget, room.Creators)
                .Least(lost.MostGainPerPrice * times, lost.MostFreeGain * times));
    }

    // Fractions fill the budget to the last unit. The free ones that were given up come on top, as many as there may be. What was given
    // up counts as many times as its gains are to be multiplied.
    private double ByBudget(List<(double Gain, double Price)> gains, double times)
    {
        var (left, sum, mostLost) = ((double)room.Budget, room.Creators * lost.MostFreeGain * times, lost.MostGainPerPrice * times);
        foreach (var (gain, price) in gains.OrderByDescending(each => each.Gain / each.Price))
        {
            if (price > 0 && gain / price <= mostLost)
            {
                break;
            }

            if (price > 0 && price >= left)
            {
                return sum + (gain * (left / price));
            }

            sum += gain;
            left -= price;
        }

        return sum + (left * mostLost);
    }

    private double ByCount(List<(double Gain, double Price)> gains, double times)
    {
        var (sum, left, mostLost) = (0.0, room.Creators, lost.MostGain * times);
        foreach (var gain in gains.Select(each => each.Gain).Where(gain => gain > mostLost).OrderDescending().Take(room.Creators))
        {
            sum += gain;
            left--;
        }

        return sum + (left * mostLost);
    }

    // -ln(1 - x), and below 1 - exp(-x): both to the last digits for small x too, where 1 - x has lost them. The rounded 1 - x is off
    // its own logarithm by the same share as it is off x (Kahan).
    private static double MinusLogOfRest(double x)
    {
        var rest = 1 - x;
        return rest == 1 ? x
            : rest == 0 ? double.PositiveInfinity
            : -PortableMath.Log(rest) * (x / (1 - rest));
    }

    private static double OneMinusExp(double x)
    {
        var rest = PortableMath.Exp(-x);
        return rest == 1 ? x
            : rest <= double.Epsilon ? 1
            : (1 - rest) * (x / -PortableMath.Log(rest));
    }
}
