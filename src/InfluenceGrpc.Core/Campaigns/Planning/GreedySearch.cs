namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Takes candidates one by one, the best of them next, as long as anybody fits in and adds something.</summary>
/// <remarks>Lazy: what a candidate adds only ever gets less, so that its figure of before is an upper bound, and whoever leads with a
/// figure of now is the best. Of equal ones the one that comes first is taken.</remarks>
/// <param name="candidates">In the order that decides between equal ones.</param>
/// <param name="start">What is there already.</param>
/// <param name="room">What may be taken.</param>
internal sealed class GreedySearch(IReadOnlyList<PlanCandidate> candidates, PlanValue start, PlanRoom room)
{
    private static readonly Comparer<(double Rank, double Gain, int Place)> BestFirst = Comparer<(double Rank, double Gain, int Place)>.Create(
        static (a, b) => a.Rank != b.Rank ? b.Rank.CompareTo(a.Rank) : a.Gain != b.Gain ? b.Gain.CompareTo(a.Gain) : a.Place.CompareTo(b.Place));

    /// <summary>The set that a rule makes, in the order in which it was taken.</summary>
    /// <param name="rule">What is taken next.</param>
    /// <param name="taken">Candidates that are in it in any case, and fit in together.</param>
    public List<PlanCandidate> Run(GreedyRule rule, IReadOnlyList<PlanCandidate> taken)
    {
        var (value, left, set) = (start.Copy(), room, new List<PlanCandidate>(taken));
        var there = taken.Select(candidate => candidate.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var candidate in taken)
        {
            value.Add(candidate);
            left = left.After(candidate);
        }

        var queue = new PriorityQueue<int, (double Rank, double Gain, int Place)>(BestFirst);
        queue.EnqueueRange(Ranked(rule, value, left, there));
        while (left.Creators > 0 && queue.TryDequeue(out var place, out _))
        {
            var candidate = candidates[place];
            var gain = value.Gain(candidate);
            if (!left.Fits(candidate) || gain <= 0)
            {
                continue;
            }

            var now = (RankOf(rule, candidate, gain), gain, place);
            if (queue.TryPeek(out _, out var next) && BestFirst.Compare(now, next) > 0)
            {
                queue.Enqueue(place, now);
                continue;
            }

            value.Add(candidate);
            left = left.After(candidate);
            set.Add(candidate);
        }

        return set;
    }

    private List<(int Place, (double Rank, double Gain, int Place) Priority)> Ranked(
        GreedyRule rule, PlanValue value, PlanRoom left, HashSet<string> there)
    {
        var ranked = new List<(int, (double, double, int))>(candidates.Count);
        for (var i = 0; i < candidates.Count; i++)
        {
            if (left.Fits(candidates[i]) && !there.Contains(candidates[i].Id))
            {
                var gain = value.Gain(candidates[i]);
                ranked.Add((i, (RankOf(rule, candidates[i], gain), gain, i)));
            }
        }

        return ranked;
    }

    private double RankOf(GreedyRule rule, PlanCandidate candidate, double gain) => rule switch
    {
        GreedyRule.GainPerPrice => gain / (double)candidate.Price,
        GreedyRule.Gain => gain,
        _ => gain / (room.ShareOfBudget(candidate) + (1.0 / room.Creators)),
    };
}
