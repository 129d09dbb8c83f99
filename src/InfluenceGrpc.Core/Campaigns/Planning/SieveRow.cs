namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Sieves for all guesses that may be right, so that one of them is.</summary>
/// <remarks>
/// The best value lies between what the best single candidate adds, g, and k·g; guesses a tenth apart cover that. A guess v takes only
/// candidates that add v/(4k), so that one may be begun as late as g reaches that: it would have taken nobody before. Guesses below g
/// are given up. At any time there are some 25·ln(4k) sieves, of at most k candidates each.
/// </remarks>
/// <param name="start">What the must-haves make.</param>
/// <param name="room">What may be taken beside them.</param>
internal sealed class SieveRow(PlanValue start, PlanRoom room)
{
    /// <summary>What is certain of the best of the sieves and the best single candidate together.</summary>
    public const double Guarantee = 1 / (4 * Step);

    private const double Step = 1.1;

    private readonly SortedDictionary<int, ThresholdSieve> sieves = [];
    private PlanCandidate? best;
    private double bestGain;

    /// <summary>Offers a candidate that fits into the room and adds something.</summary>
    public void Offer(PlanCandidate candidate)
    {
        var gain = start.Gain(candidate);
        if (gain > bestGain)
        {
            (best, bestGain) = (candidate, gain);
            Renew();
        }

        foreach (var sieve in sieves.Values)
        {
            sieve.Offer(candidate);
        }
    }

    /// <summary>The best that was found: a sieve's set, or the best single candidate; empty where nobody was offered.</summary>
    public IReadOnlyList<PlanCandidate> Best()
    {
        var (set, value) = (best is null ? (IReadOnlyList<PlanCandidate>)[] : [best], start.Value + bestGain);
        foreach (var sieve in sieves.Values)
        {
            if (sieve.Value > value)
            {
                (set, value) = (sieve.Taken, sieve.Value);
            }
        }

        return set;
    }

    private void Renew()
    {
        // Guesses are powers of the step: from the last one below g to the first one at 4·k·g.
        var (low, high) = (PowerBelow(bestGain), PowerBelow(4 * room.Creators * bestGain) + 1);
        while (sieves.Count > 0 && sieves.First().Key < low)
        {
            sieves.Remove(sieves.First().Key);
        }

        for (var power = sieves.Count > 0 ? sieves.Last().Key + 1 : low; power <= high; power++)
        {
            sieves.Add(power, new ThresholdSieve(Math.Pow(Step, power), start, room));
        }
    }

    private static int PowerBelow(double value) => (int)Math.Floor(Math.Log(value) / Math.Log(Step));
}
