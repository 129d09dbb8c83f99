using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Sieves for all guesses that may be right, so that one of them is.</summary>
/// <remarks>
/// The best value lies between what the best single candidate adds, g, and k·g; guesses a tenth apart cover that, and the greatest of
/// them that is not above the best value is at least the best value over 1.1. A guess v takes only candidates that add v/(4k), so that
/// one may be begun as late as g reaches that: it would have taken nobody before. Guesses below g are given up. At any time there are
/// some 10.5·ln(4k) sieves, of at most k candidates each: for 200 creators 71 sieves.
/// </remarks>
/// <param name="start">What the must-haves make.</param>
/// <param name="room">What may be taken beside them.</param>
internal sealed class SieveRow(PlanValue start, PlanRoom room)
{
    /// <summary>What is certain of the best of the sieves and the best single candidate together.</summary>
    public const double Guarantee = 1 / (4 * Step);

    private const double Step = 1.1;

    private static readonly double LogOfStep = PortableMath.Log(Step);

    // In the order of their guesses, whose powers of the step have no gaps.
    private readonly Queue<ThresholdSieve> sieves = new();
    private int lowest;
    private PlanCandidate? best;
    private double bestGain;

    /// <summary>Offers a candidate that fits into the room, which has place for one at least, and adds something.</summary>
    public void Offer(PlanCandidate candidate)
    {
        var gain = start.Gain(candidate);
        if (gain > bestGain)
        {
            (best, bestGain) = (candidate, gain);
            Renew();
        }

        var share = room.ShareOfBudget(candidate);
        foreach (var sieve in sieves)
        {
            sieve.Offer(candidate, share, gain);
        }
    }

    /// <summary>The best that was found: a sieve's set, or the best single candidate; empty where nobody was offered.</summary>
    public IReadOnlyList<PlanCandidate> Best()
    {
        var (set, value) = (best is null ? (IReadOnlyList<PlanCandidate>)[] : [best], start.Value + bestGain);
        foreach (var sieve in sieves)
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
        // Guesses are powers of the step: from the last one below g to the first one above 4·k·g.
        var (low, high) = (PowerBelow(bestGain), PowerBelow(4.0 * room.Creators * bestGain) + 1);
        for (; sieves.Count > 0 && lowest < low; lowest++)
        {
            sieves.Dequeue();
        }

        lowest = low;
        for (var power = low + sieves.Count; power <= high; power++)
        {
            sieves.Enqueue(new ThresholdSieve(PortableMath.Exp(power * LogOfStep), start, room));
        }
    }

    private static int PowerBelow(double value) => (int)Math.Floor(PortableMath.Log(value) / LogOfStep);
}
