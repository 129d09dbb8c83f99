using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Looks for the set that adds most.</summary>
/// <remarks>
/// The best of several searches: greedy by gain per price, by gain, and by gain per room, each with its best ending; greedy behind each
/// of those who add most by themselves, which finds most of what a greedy list misses (Sviridenko 2004 begins with every three); and the
/// best of the sieves. Each is filled up greedily, and the best of all is made better by exchanges. What is certain: where all
/// candidates are kept and the number of creators cannot be what stops a plan, gain per price with its best ending has half of the
/// best (see <see cref="BestEnding"/>); in any case a sieve or the best single candidate has 1/4.4 of it (see
/// <see cref="ThresholdSieve"/>). These two are found out to the end, whatever that takes; all else stops when the work is spent.
/// </remarks>
internal sealed class PlanSearch
{
    /// <summary>What is certain where only the budget stops a plan.</summary>
    public const double BudgetGuarantee = 0.5;

    // How many lists begin with somebody, and of how many candidates all of these lists together choose: each list ranks them all.
    private const int MostLeads = 20;
    private const int MaxLeadWork = 100_000;

    // Of the bound. What is above it is an improvement.
    private const double NearlyAll = 0.999;

    // Of some 70 sieves, those that compute what a candidate adds to them, on average.
    private const int SievesThatCompute = 5;

    private readonly PlanValue start;
    private readonly PlanRoom room;
    private readonly PlanCandidate[] candidates;
    private readonly (PlanCandidate Candidate, double Alone)[] byGain;
    private readonly CandidatePool pool;
    private readonly GreedySearch greedy;
    private readonly PlanWork work;

    /// <param name="start">What the must-haves make.</param>
    /// <param name="room">What may be taken beside them.</param>
    /// <param name="pool">The candidates.</param>
    /// <param name="work">How much may be done.</param>
    public PlanSearch(PlanValue start, PlanRoom room, CandidatePool pool, PlanWork work)
    {
        this.start = start;
        this.room = room;
        this.pool = pool;
        this.work = work;
        candidates = InOrderOfId(pool.Kept);
        greedy = new GreedySearch(candidates, start, room, work);
        byGain = [.. candidates.Zip(greedy.Alone).OrderByDescending(pair => pair.Second)];
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
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public IReadOnlyList<PlanCandidate> Best()
    {
        var best = Starts().MaxBy(start.ValueWith)!;
        return InOrderOfGain(new ExchangeSearch(byGain, greedy, start, room, work).Better(best));
    }

    private List<IReadOnlyList<PlanCandidate>> Starts()
    {
        var (starts, endings) = (new List<IReadOnlyList<PlanCandidate>>(), new BestEnding(byGain, start, room, work));

        // Where the number cannot stop a plan, this is what half of the best rests on. A list that has half of the bound needs no
        // ending for that; and it goes on whatever it takes until it has nearly all there may be.
        var bound = new PlanBound(candidates, pool.Lost, start, room).Over([]);
        var list = greedy.Run(GreedyRule.GainPerPrice, [], NearlyAll * bound);
        starts.Add(Filled(endings.Of(list, CountMayBind ? 0 : BudgetGuarantee * bound)));
        foreach (var rule in (GreedyRule[])[GreedyRule.Gain, GreedyRule.GainPerRoom])
        {
            starts.Add(Filled(endings.Of(greedy.Run(rule, [], atLeast: 0), atLeast: 0)));
        }

        foreach (var (lead, _) in byGain.Take(Math.Clamp(MaxLeadWork / Math.Max(1, byGain.Length), 1, MostLeads)))
        {
            starts.Add(Filled([lead]));
            starts.Add(greedy.Run(GreedyRule.GainPerRoom, [lead], atLeast: 0));
        }

        if ((pool.Sieves ?? (CountMayBind ? SievesOfAll() : null)) is { } sieves)
        {
            starts.Add(Filled(sieves.Best()));
        }

        return starts;
    }

    private List<PlanCandidate> Filled(IReadOnlyList<PlanCandidate> set) => greedy.Run(GreedyRule.GainPerPrice, set, atLeast: 0);

    private SieveRow SievesOfAll()
    {
        var sieves = new SieveRow(start, room);
        foreach (var candidate in candidates)
        {
            work.ThrowIfCancelled();
            sieves.Offer(candidate);
        }

        // Each passes all sieves; most of them let it go by on a comparison, which is not counted by itself.
        work.SpendOnGains(candidates.Length, candidates.Length > 0 ? SievesThatCompute * candidates[0].Parts.Length : 0);

        return sieves;
    }

    // If even the cheapest of one more than may be taken do not fit into the budget, no plan has that many.
    private bool MayCountBind() => pool.Lost.Any || (candidates.Length > room.Creators
        && candidates.Select(candidate => candidate.Price).Order().Take(room.Creators + 1).Sum() <= room.Budget);

    // By submodularity nobody adds more than the one before: that one added at least as much, and to less. Whoever adds nothing to
    // those that add more is left out.
    private List<PlanCandidate> InOrderOfGain(IReadOnlyList<PlanCandidate> set) =>
        new GreedySearch(InOrderOfId(set), start, new PlanRoom(decimal.MaxValue, set.Count), work).Run(GreedyRule.Gain, [], double.PositiveInfinity);

    private static PlanCandidate[] InOrderOfId(IReadOnlyList<PlanCandidate> set) =>
        [.. set.OrderBy(candidate => candidate.Id, Comparer<string>.Create(CreatorIdOrder.Compare))];
}
