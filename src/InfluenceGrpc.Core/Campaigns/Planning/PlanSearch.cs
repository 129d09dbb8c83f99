using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Looks for the set that is worth most.</summary>
/// <remarks>
/// The best of several searches: greedy by gain per price, by gain, and by gain per room; the best single candidate; the best of the
/// sieves. Each is filled up greedily, and the best of all is mended by exchanges. What is certain: where the number of creators cannot
/// be what stops a plan, gain per price and the best single candidate have (1 - 1/e)/2 of the best between them (Khuller, Moss and Naor
/// 1999); in any case a sieve and the best single candidate have 1/4.4 of it (see <see cref="ThresholdSieve"/>).
/// </remarks>
internal sealed class PlanSearch
{
    /// <summary>(1 - 1/e)/2</summary>
    public const double BudgetGuarantee = 0.31606027941427883;

    // Exchanges look at every candidate for every place: with more than that they would take too long.
    private const int MaxExchangeWork = 2_000_000;

    private readonly PlanValue start;
    private readonly PlanRoom room;
    private readonly PlanCandidate[] candidates;
    private readonly CandidatePool pool;
    private readonly GreedySearch greedy;

    /// <param name="start">What the must-haves make.</param>
    /// <param name="room">What may be taken beside them.</param>
    /// <param name="pool">The candidates.</param>
    public PlanSearch(PlanValue start, PlanRoom room, CandidatePool pool)
    {
        this.start = start;
        this.room = room;
        this.pool = pool;
        candidates = [.. pool.Kept.OrderBy(candidate => candidate.Creator.CreatorId, Comparer<string>.Create(CreatorIdOrder.Compare))];
        greedy = new GreedySearch(candidates, start, room);
        CountMayBind = MayCountBind();
        Guarantee = CountMayBind || pool.Sieves is not null ? SieveRow.Guarantee : BudgetGuarantee;
    }

    /// <summary>Candidates that were kept, by id.</summary>
    public IReadOnlyList<PlanCandidate> Candidates => candidates;

    /// <summary>Whether the number of creators may be what stops a plan, rather than the budget.</summary>
    public bool CountMayBind { get; }

    /// <summary>What is certain: the share of the best that is found at least, (0, 1).</summary>
    public double Guarantee { get; }

    /// <summary>The set, in the order in which each adds most to those before it.</summary>
    public IReadOnlyList<PlanCandidate> Best()
    {
        var best = Starts().MaxBy(ValueOf)!;
        return InOrderOfGain(Exchanged(best));
    }

    private List<List<PlanCandidate>> Starts()
    {
        var starts = new List<List<PlanCandidate>>
        {
            greedy.Run(GreedyRule.GainPerPrice, []),
            greedy.Run(GreedyRule.Gain, []),
            greedy.Run(GreedyRule.GainPerRoom, []),
        };
        if (candidates.MaxBy(start.Gain) is { } single)
        {
            starts.Add(greedy.Run(GreedyRule.GainPerPrice, [single]));
        }

        if ((pool.Sieves ?? (CountMayBind ? SievesOfAll() : null)) is { } sieves)
        {
            starts.Add(greedy.Run(GreedyRule.GainPerPrice, sieves.Best()));
        }

        return starts;
    }

    private SieveRow SievesOfAll()
    {
        var sieves = new SieveRow(start, room);
        foreach (var candidate in candidates)
        {
            sieves.Offer(candidate);
        }

        return sieves;
    }

    // If even the cheapest of one more than may be taken do not fit into the budget, no plan has that many.
    private bool MayCountBind()
    {
        if (candidates.Length <= room.Creators && !pool.Lost.Any)
        {
            return false;
        }

        return pool.Lost.Any || candidates.Select(candidate => candidate.Price).Order().Take(room.Creators + 1).Sum() <= room.Budget;
    }

    // One for one, as long as that is worth more and fits in.
    private List<PlanCandidate> Exchanged(List<PlanCandidate> set)
    {
        for (var rounds = 0; rounds < room.Creators && (long)set.Count * candidates.Length <= MaxExchangeWork; rounds++)
        {
            if (BestExchange(set) is not { } better)
            {
                break;
            }

            set = greedy.Run(GreedyRule.GainPerPrice, better);
        }

        return set;
    }

    private List<PlanCandidate>? BestExchange(List<PlanCandidate> set)
    {
        var (most, found) = (ValueOf(set) * (1 + 1e-9), ((int Out, PlanCandidate In)?)null);
        var there = new HashSet<PlanCandidate>(set, ReferenceEqualityComparer.Instance);
        for (var leaving = 0; leaving < set.Count; leaving++)
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

            foreach (var candidate in candidates)
            {
                if (left.Fits(candidate) && value.Value + value.Gain(candidate) > most && !there.Contains(candidate))
                {
                    (most, found) = (value.Value + value.Gain(candidate), (leaving, candidate));
                }
            }
        }

        return found is { } exchange ? [.. set.Where((_, i) => i != exchange.Out), exchange.In] : null;
    }

    private double ValueOf(IReadOnlyList<PlanCandidate> set)
    {
        var value = start.Copy();
        foreach (var candidate in set)
        {
            value.Add(candidate);
        }

        return value.Value;
    }

    // By submodularity nobody adds more than the one before: that one added at least as much, and to less.
    private List<PlanCandidate> InOrderOfGain(List<PlanCandidate> set) => new GreedySearch(
        [.. set.OrderBy(candidate => candidate.Creator.CreatorId, Comparer<string>.Create(CreatorIdOrder.Compare))],
        start,
        new PlanRoom(decimal.MaxValue, set.Count)).Run(GreedyRule.Gain, []);
}
