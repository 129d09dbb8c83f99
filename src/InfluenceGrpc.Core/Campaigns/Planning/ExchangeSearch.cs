namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Makes a set better by exchanges, one for one, as long as that is worth more and fits in.</summary>
/// <remarks>
/// It ends: each round is worth more than the one before by a share that rounding does not make, there are no more rounds than
/// creators, and it stops when the work is spent. What a candidate adds to the whole set is computed once a round. Without one of
/// the set it adds at most 1/(1 - x) times that, x being the greatest share of a segment that the one reaches who leaves: few are
/// left to be tried.
/// </remarks>
/// <param name="byGain">All candidates with what each adds by itself, those who add most first.</param>
/// <param name="greedy">Fills up what an exchange leaves.</param>
/// <param name="start">What the must-haves make.</param>
/// <param name="room">What may be taken beside them.</param>
/// <param name="work">How much may be done.</param>
internal sealed class ExchangeSearch(
    (PlanCandidate Candidate, double Alone)[] byGain, GreedySearch greedy, PlanValue start, PlanRoom room, PlanWork work)
{
    private const double LeastBetter = 1 + 1e-9;

    // More than rounding makes of a product of as many as may be taken.
    private const double Rounding = 1 + 1e-9;

    /// <summary>The set after all exchanges.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public IReadOnlyList<PlanCandidate> Better(IReadOnlyList<PlanCandidate> set)
    {
        for (var rounds = 0; rounds < room.Creators && !work.IsSpent && BestExchange(set) is { } better; rounds++)
        {
            set = greedy.Run(GreedyRule.GainPerPrice, better, atLeast: 0);
        }

        return set;
    }

    private List<PlanCandidate>? BestExchange(IReadOnlyList<PlanCandidate> set)
    {
        var (most, found) = (start.ValueWith(set) * LeastBetter, ((int Out, PlanCandidate In)?)null);
        var others = OthersByGain(set);
        for (var leaving = 0; leaving < set.Count && !work.IsSpent; leaving++)
        {
            work.ThrowIfCancelled();
            work.SpendOnGains(set.Count, set[leaving].Parts.Length);
            var (value, left) = Without(set, leaving);
            var times = start.MostTimesWithout(set[leaving]) * Rounding;
            foreach (var (candidate, alone, gain) in others)
            {
                // Those behind add less. Infinitely many times nothing is not a number, and has to be tried.
                if (value.Value + (gain * times) <= most || work.IsSpent)
                {
                    break;
                }

                work.SpendOnGains(1, candidate.Parts.Length);
                if (value.Value + alone > most && left.Fits(candidate) && value.Value + value.Gain(candidate) > most)
                {
                    (most, found) = (value.Value + value.Gain(candidate), (leaving, candidate));
                }
            }
        }

        return found is { } exchange ? [.. set.Where((_, i) => i != exchange.Out), exchange.In] : null;
    }

    // Who is not in the set, with what each adds to all of it, those who add most first.
    private (PlanCandidate Candidate, double Alone, double Gain)[] OthersByGain(IReadOnlyList<PlanCandidate> set)
    {
        var (value, there) = (start.Copy(), set.Select(candidate => candidate.Id).ToHashSet(StringComparer.Ordinal));
        foreach (var candidate in set)
        {
            value.Add(candidate);
        }

        work.SpendOnGains(byGain.Length, set.Count > 0 ? set[0].Parts.Length : 0);
        return
        [
            .. byGain
                .Where(pair => !there.Contains(pair.Candidate.Id))
                .Select(pair => (pair.Candidate, pair.Alone, Gain: value.Gain(pair.Candidate)))
                .OrderByDescending(other => other.Gain),
        ];
    }

    private (PlanValue Value, PlanRoom Left) Without(IReadOnlyList<PlanCandidate> set, int leaving)
    {
        var (value, left) = (start.Copy(), room);
        for (var i = 0; i < set.Count; i++)
        {
            if (i != leaving)
            {
                value.Add(set[i]);
                left = left.After(set[i]);
            }
        }

        return (value, left);
    }
}
