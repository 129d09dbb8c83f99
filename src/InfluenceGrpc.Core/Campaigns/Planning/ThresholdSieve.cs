namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Builds a set while candidates come by, each seen once: the set that a guess of the best value makes.</summary>
/// <remarks>
/// Let v be at most the best value, c the share of the budget that a candidate takes, k the most creators. Whoever adds at least
/// v·(c/2 + 1/(4k)) and fits in is taken. At the end one of three holds. There are k: they brought at least v/4 by the second term. Or
/// somebody who added enough did not fit into the budget: the set and that candidate together would have brought more than v/2 by the
/// first term, so that one of the two brings v/4 alone. Or everybody else of the best set added less: all of them together less than
/// v·(1/2 + 1/4), so that at least v/4 is here already. The set and the best single candidate therefore have v/4 between them.
/// </remarks>
internal sealed class ThresholdSieve
{
    private readonly double guess;
    private readonly PlanRoom room;
    private readonly PlanValue value;
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private PlanRoom left;

    /// <param name="guess">v.</param>
    /// <param name="start">What the must-haves make; not changed.</param>
    /// <param name="room">What may be taken beside them.</param>
    public ThresholdSieve(double guess, PlanValue start, PlanRoom room)
    {
        this.guess = guess;
        this.room = room;
        value = start.Copy();
        left = room;
    }

    /// <summary>In the order in which they came.</summary>
    public List<PlanCandidate> Taken { get; } = [];

    /// <summary>What they are worth, must-haves included.</summary>
    public double Value => value.Value;

    /// <summary>Takes a candidate, or lets it go by.</summary>
    public void Offer(PlanCandidate candidate)
    {
        if (!left.Fits(candidate))
        {
            return;
        }

        var bar = guess * ((room.ShareOfBudget(candidate) / 2) + (1.0 / (4 * room.Creators)));
        if (value.Gain(candidate) < bar || !ids.Add(candidate.Creator.CreatorId))
        {
            return;
        }

        value.Add(candidate);
        Taken.Add(candidate);
        left = left.After(candidate);
    }
}
