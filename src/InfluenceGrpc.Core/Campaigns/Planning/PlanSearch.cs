using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Looks for the set that adds most.</summary>
/// <remarks>
/// The best of several searches: greedy by gain per price, by gain, and by gain per room, each with its best ending; greedy behind each
/// of those who add most by themselves, which finds most of what a greedy list misses (Sviridenko 2004 begins with every three); and the
/// best of the sieves. Each is filled up greedily, and the best of all is made better by exchanges. What is certain: where all
/// candidates are kept and the number of creators cannot be what stops a plan, gain per price with its best ending has half of the
/// best (see <see cref="BestEnding"/>); in any case a sieve or the best single candidate has 1/4.4 of it (see
/// <see cref="ThresholdSieve"/>).
/// </remarks>
internal sealed class PlanSearch
{
    /// <summary>What is certain where only the budget stops a plan.</summary>
    public const double BudgetGuarantee = 0.5;

    // How many lists begin with somebody, and of how many candidates all of these lists together choose: each list ranks them all.
    private const int MostLeads = 20;
    private const int MaxLeadWork = 100_000;

    private readonly PlanValue start;
    private readonly PlanRoom room;
    private readonly PlanCandidate[] candidates;
    private readonly (PlanCandidate Candidate, double Alone)[] byGain;
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
        candidates = InOrderOfId(pool.Kept);
        byGain = [.. candidates.Select(candidate => (candidate, start.Gain(candidate))).OrderByDescending(pair => pair.Item2)];
        greedy = new GreedySearch(candidates, start, room);
        CountMayBind = MayCountBind();
        Guarantee = CountMayBind ? SieveRow.Guarantee : BudgetGuarantee;
    }

    /// <summary>Candidates that were kept, by id.</summary>
    public IReadOnlyList<PlanCandidate> Candidates => candidates;

    /// <summary>Whether the number of creators may be what stops a plan, rather than the budget; whoever was given up may be free.</summary>
    public bool CountMayBind { get; }

    /// <summary>What is certain: the share of the best that is found at least, (0, 1).</summary>
    public double Guarantee { get; }

    /// <summary>The set, in the order in which each adds most to those before it.</summary>
    public IReadOnlyList<PlanCandidate> Best()
    {
        var best = Starts().MaxBy(start.ValueWith)!;
        return InOrderOfGain(new ExchangeSearch(byGain, greedy, start, room).Better(best));
    }

    private List<IReadOnlyList<PlanCandidate>> Starts()
    {
        var (starts, endings) = (new List<IReadOnlyList<PlanCandidate>>(), new BestEnding(byGain, start, room));
        foreach (var rule in (GreedyRule[])[GreedyRule.GainPerPrice, GreedyRule.Gain, GreedyRule.GainPerRoom])
        {
            starts.Add(greedy.Run(GreedyRule.GainPerPrice, endings.Of(greedy.Run(rule, []))));
        }

        foreach (var (lead, _) in byGain.Take(Math.Clamp(MaxLeadWork / Math.Max(1, byGain.Length), 1, MostLeads)))
        {
            starts.Add(greedy.Run(GreedyRule.GainPerPrice, [lead]));
            starts.Add(greedy.Run(GreedyRule.GainPerRoom, [lead]));
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
    private bool MayCountBind() => pool.Lost.Any || (candidates.Length > room.Creators
        && candidates.Select(candidate => candidate.Price).Order().Take(room.Creators + 1).Sum() <= room.Budget);

    // By submodularity nobody adds more than the one before: that one added at least as much, and to less. Whoever adds nothing to
    // those that add more is left out.
    private List<PlanCandidate> InOrderOfGain(IReadOnlyList<PlanCandidate> set) =>
        new GreedySearch(InOrderOfId(set), start, new PlanRoom(decimal.MaxValue, set.Count)).Run(GreedyRule.Gain, []);

    private static PlanCandidate[] InOrderOfId(IReadOnlyList<PlanCandidate> set) =>
        [.. set.OrderBy(candidate => candidate.Id, Comparer<string>.Create(CreatorIdOrder.Compare))];
}
