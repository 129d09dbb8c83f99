namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>What candidates' gains can come to at most within a budget and a number at once.</summary>
/// <remarks>
/// Charge λ for a unit of the budget and μ for a place: whoever still gains is worth taking, and no set is worth more than
/// λ·B + μ·k + Σ max(0, gain - λ·price - μ). That holds for any λ and μ of at least 0 (weak duality); the least is looked for by halving,
/// as too high a λ spends less than B, and too high a μ takes fewer than k.
/// </remarks>
/// <param name="gains">What each adds by itself, and its price.</param>
/// <param name="budget">B, [0, ∞).</param>
/// <param name="creators">k, at least 0.</param>
internal sealed class PriceBound(List<(double Gain, double Price)> gains, double budget, int creators)
{
    private const int Halvings = 20;

    // More than rounding makes of a sum of many.
    private const double Rounding = 1 + 1e-9;

    /// <summary>The bound.</summary>
    /// <param name="leastRate">Least λ: from there on nobody who was given up gains who has a price.</param>
    /// <param name="leastCharge">Least μ: from there on nobody who was given up gains who is free.</param>
    public double Least(double leastRate, double leastCharge)
    {
        var (least, low, high) = (double.PositiveInfinity, leastCharge, leastCharge);
        foreach (var (gain, _) in gains)
        {
            high = Math.Max(high, gain);
        }

        var charge = leastCharge;
        for (var i = 0; i < Halvings; i++)
        {
            var (bound, taken) = AtCharge(charge, leastRate);
            least = Math.Min(least, bound);
            if (taken > creators)
            {
                low = charge;
            }
            else
            {
                high = charge;
            }

            charge = (low + high) / 2;
        }

        return least * Rounding;
    }

    private (double Bound, int Taken) AtCharge(double charge, double leastRate)
    {
        var (least, taken, high) = (double.PositiveInfinity, 0, leastRate);
        foreach (var (gain, price) in gains)
        {
            high = price > 0 && gain > charge ? Math.Max(high, (gain - charge) / price) : high;
        }

        var (low, rate) = (leastRate, leastRate);
        for (var i = 0; i < Halvings; i++)
        {
            var (worth, spent, count) = At(rate, charge);
            var bound = (rate * budget) + (charge * creators) + worth;
            if (bound < least)
            {
                (least, taken) = (bound, count);
            }

            if (spent > budget)
            {
                low = rate;
            }
            else
            {
                high = rate;
            }

            // Rates are of any size: halved by their logarithm once there is one.
            rate = low > 0 ? Math.Sqrt(low) * Math.Sqrt(high) : high / 1024;
            if (low == 0 && high / 1024 < double.Epsilon * 4)
            {
                break;
            }
        }

        return (least, taken);
    }

    private (double Worth, double Spent, int Taken) At(double rate, double charge)
    {
        var (worth, spent, taken) = (0.0, 0.0, 0);
        foreach (var (gain, price) in gains)
        {
            var left = gain - (rate * price) - charge;
            if (left > 0)
            {
                worth += left;
                spent += price;
                taken++;
            }
        }

        return (worth, spent, taken);
    }
}
