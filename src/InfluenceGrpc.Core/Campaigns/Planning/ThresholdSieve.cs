namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Builds a set while candidates come by, each seen once: the set that a guess of the best value makes.</summary>
/// <remarks>
/// Let v be at most the best value, c the share of the budget that a candidate takes, k the most creators. Whoever adds at least
/// v·(c/2 + 1/(4k)) and fits in is taken. At the end one of three holds. There are k: they brought at least v/4 by the second term. Or
/// somebody who added enough did not fit into the budget: the set of then and that candidate together would have brought more than v/2
/// by the first term, so that one of the two brings v/4 alone. Or everybody else of the best set added less when it came, and adds
/// less still at the end: all of them together less than v·(1/2 + 1/4), so that at least v/4 is here already. The set and the best
/// single candidate therefore have v/4 between them, in whatever order the candidates came. It is the sieve of Badanidiyuru and others
/// (2014) with a bar for a budget and a number together.
/// </remarks>
internal sealed class ThresholdSieve
{
    private readonly double barOfBudget;
    private readonly double barOfCount;
    private readonly PlanValue value;
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private PlanRoom left;

    /// <param name="guess">v.</param>
    /// <param name="start">What the must-haves make; not changed.</param>
    /// <param name="room">What may be taken beside them.</param>
    public ThresholdSieve(double guess, PlanValue start, PlanRoom room)
    {
        barOfBudget = guess / 2;
        barOfCount = guess / (4.0 * room.Creators);
        value = start.Copy();
        left = room;
    }

    /// <summary>In the order in which they came.</summary>
    public List<PlanCandidate> Taken { get; } = [];

    /// <summary>What they are worth.</summary>
    public double Value => value.Value;

    /// <summary>Takes a candidate, or lets it go by.</summary>
    /// <param name="candidate">Whom.</param>
    /// <param name="share">The share of the budget that it takes, [0, 1].</param>
    /// <param name="most">At least what it adds, however little is there.</param>
    public void Offer(PlanCandidate candidate, double share, double most)
    {
        var bar = (barOfBudget * share) + barOfCount;
        if (most < bar || !left.Fits(candidate) || value.Gain(candidate) < bar || !ids.Add(candidate.Id))
        {
            return;
        }

        value.Add(candidate);
        Taken.Add(candidate);
        left = left.After(candidate);
    }
}
