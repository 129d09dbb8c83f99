namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Takes candidates one by one, the best of them next, as long as anybody fits in and adds something.</summary>
/// <remarks>
/// Lazy: what a candidate adds only ever gets less, so that its figure of before is an upper bound, and gains are computed anew only
/// of those whose figure of before is ahead of the best of now. At worst, where all are alike, that is everybody each time: creators
/// times candidates times segments. The figures are gone through from end to end; a queue of them took longer where
/// many are alike, as each of its figures is moved down again and again. Of equal ones the one that comes first is taken.
/// </remarks>
internal sealed class GreedySearch
{
    private readonly IReadOnlyList<PlanCandidate> candidates;
    private readonly double[] alone;
    private readonly PlanValue start;
    private readonly PlanRoom room;
    private readonly PlanWork work;
    private readonly Dictionary<GreedyRule, double[]> divisors = [];

    /// <param name="candidates">In the order that decides between equal ones.</param>
    /// <param name="start">What is there already.</param>
    /// <param name="room">What may be taken.</param>
    /// <param name="work">How much may be done.</param>
    public GreedySearch(IReadOnlyList<PlanCandidate> candidates, PlanValue start, PlanRoom room, PlanWork work)
    {
        this.candidates = candidates;
        this.start = start;
        this.room = room;
        this.work = work;
        alone = [.. candidates.Select(start.Gain)];
    }

    /// <summary>What each candidate adds by itself, in order.</summary>
    public IReadOnlyList<double> Alone => alone;

    /// <summary>The set that a rule makes, in the order in which it was taken.</summary>
    /// <param name="rule">What is taken next.</param>
    /// <param name="taken">Candidates that are in it in any case, and fit in together.</param>
    /// <param name="atLeast">How much it is worth before it stops because the work is spent: 0 to stop at once, ∞ to go on to the end.</param>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public List<PlanCandidate> Run(GreedyRule rule, IReadOnlyList<PlanCandidate> taken, double atLeast)
    {
        var list = new GreedyList(candidates, start, room, work, alone, DivisorsOf(rule));
        foreach (var candidate in taken)
        {
            list.Take(candidate);
        }

        while (list.HasPlace && (list.Value < atLeast || !work.IsSpent) && list.Best() is { } best)
        {
            list.Take(best);
        }

        return list.Taken;
    }

    // What gains are divided by to make ranks: dividing decimals again and again would take longer than the gains.
    private double[] DivisorsOf(GreedyRule rule)
    {
        if (!divisors.TryGetValue(rule, out var known))
        {
            divisors[rule] = known = [.. candidates.Select(candidate => rule switch
            {
                GreedyRule.GainPerPrice => (double)candidate.Price,
                GreedyRule.Gain => 1,
                _ => room.ShareOfBudget(candidate) + (1.0 / room.Creators),
            })];
        }

        return known;
    }
}
