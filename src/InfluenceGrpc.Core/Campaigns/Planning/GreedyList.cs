namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>A list that grows greedily, with the figures of before of everybody who is not on it.</summary>
internal sealed class GreedyList
{
    // Who does not fit in, adds nothing or is there already stays out: the room only gets less.
    private const double Out = double.NegativeInfinity;

    private readonly IReadOnlyList<PlanCandidate> candidates;
    private readonly PlanValue value;
    private readonly PlanWork work;
    private readonly double[] gains;
    private readonly double[] ranks;
    private readonly double[] divisors;
    private readonly HashSet<string> there = new(StringComparer.Ordinal);
    private PlanRoom left;

    /// <param name="candidates">In the order that decides between equal ones.</param>
    /// <param name="start">What is there already; not changed.</param>
    /// <param name="room">What may be taken.</param>
    /// <param name="work">Counts.</param>
    /// <param name="alone">What each adds by itself.</param>
    /// <param name="divisors">What gains are divided by to make ranks.</param>
    public GreedyList(
        IReadOnlyList<PlanCandidate> candidates, PlanValue start, PlanRoom room, PlanWork work, double[] alone, double[] divisors)
    {
        this.candidates = candidates;
        this.work = work;
        this.divisors = divisors;
        value = start.Copy();
        left = room;
        gains = (double[])alone.Clone();
        ranks = new double[gains.Length];
        for (var i = 0; i < ranks.Length; i++)
        {
            ranks[i] = gains[i] > 0 ? gains[i] / divisors[i] : Out;
        }
    }

    /// <summary>In the order in which they were taken.</summary>
    public List<PlanCandidate> Taken { get; } = [];

    /// <summary>What it is worth.</summary>
    public double Value => value.Value;

    /// <summary>Whether one more may be taken at all.</summary>
    public bool HasPlace => left.Creators > 0;

    /// <summary>Takes somebody who fits in.</summary>
    public void Take(PlanCandidate candidate)
    {
        value.Add(candidate);
        left = left.After(candidate);
        there.Add(candidate.Id);
        Taken.Add(candidate);
    }

    /// <summary>Who ranks first of those that fit in and add something; null where nobody does.</summary>
    public PlanCandidate? Best()
    {
        work.ThrowIfCancelled();
        work.SpendOnPassing(2 * gains.Length);
        var best = FirstOfBefore();
        for (var i = 0; i < gains.Length; i++)
        {
            if (i != best && IsBefore(i, best) && IsIn(i) && IsBefore(i, best))
            {
                best = i;
            }
        }

        return best < 0 ? null : candidates[best];
    }

    // Whoever was first is likely to be near the first now: with a good figure to begin with fewer have to be computed anew. Where
    // that one is out, nobody is: to ask the next one, and the next, would go through all of them for each who does not fit in.
    private int FirstOfBefore()
    {
        var first = -1;
        for (var i = 0; i < gains.Length; i++)
        {
            first = IsBefore(i, first) ? i : first;
        }

        return first >= 0 && IsIn(first) ? first : -1;
    }

    // By rank, then by gain, then by place; whoever is out is before nobody.
    private bool IsBefore(int one, int other)
    {
        if (other < 0)
        {
            return ranks[one] > Out;
        }

        return ranks[one] != ranks[other] ? ranks[one] > ranks[other]
            : gains[one] != gains[other] ? gains[one] > gains[other]
            : one < other;
    }

    // Computes the figures anew.
    private bool IsIn(int place)
    {
        var candidate = candidates[place];
        work.SpendOnGains(1, candidate.Parts.Length);
        gains[place] = left.Fits(candidate) && !there.Contains(candidate.Id) ? value.Gain(candidate) : 0;
        ranks[place] = gains[place] > 0 ? gains[place] / divisors[place] : Out;
        return gains[place] > 0;
    }
}
