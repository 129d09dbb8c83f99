namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Makes a set better by exchanges, one for one, as long as that is worth more and fits in.</summary>
/// <remarks>It ends: each round is worth more than the one before by a share that rounding does not make, there are no more rounds than
/// creators, and the work of all of them together is bounded.</remarks>
/// <param name="byGain">All candidates with what each adds by itself, those who add most first.</param>
/// <param name="greedy">Fills up what an exchange leaves.</param>
/// <param name="start">What the must-haves make.</param>
/// <param name="room">What may be taken beside them.</param>
internal sealed class ExchangeSearch(
    (PlanCandidate Candidate, double Alone)[] byGain, GreedySearch greedy, PlanValue start, PlanRoom room)
{
    // Segments looked at, of all candidates for all places: a second or less.
    private const long MaxWork = 200_000_000;

    private const double LeastBetter = 1 + 1e-9;

    private long work = MaxWork;

    /// <summary>The set after all exchanges.</summary>
    public IReadOnlyList<PlanCandidate> Better(IReadOnlyList<PlanCandidate> set)
    {
        for (var rounds = 0; rounds < room.Creators && BestExchange(set) is { } better; rounds++)
        {
            set = greedy.Run(GreedyRule.GainPerPrice, better);
        }

        return set;
    }

    private List<PlanCandidate>? BestExchange(IReadOnlyList<PlanCandidate> set)
    {
        var (most, found) = (start.ValueWith(set) * LeastBetter, ((int Out, PlanCandidate In)?)null);
        var there = set.Select(candidate => candidate.Id).ToHashSet(StringComparer.Ordinal);
        for (var leaving = 0; leaving < set.Count; leaving++)
        {
            var (value, left) = Without(set, leaving);
            for (var i = 0; i < byGain.Length && value.Value + byGain[i].Alone > most && work > 0; i++)
            {
                var candidate = byGain[i].Candidate;
                if (!left.Fits(candidate))
                {
                    continue;
                }

                work -= candidate.Parts.Length;
                if (value.Value + value.Gain(candidate) > most && !there.Contains(candidate.Id))
                {
                    (most, found) = (value.Value + value.Gain(candidate), (leaving, candidate));
                }
            }
        }

        return found is { } exchange ? [.. set.Where((_, i) => i != exchange.Out), exchange.In] : null;
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
