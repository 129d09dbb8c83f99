namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>How many different people three and more audiences have, of their sizes and of what each two have in common.</summary>
/// <remarks>
/// Agostini's S²/(S + 1.125·D), clamped between Sainsbury and the canonical expansion, and then to what the pairs say for certain
/// (<see cref="PairBounds"/>). None of these formulas always grows with another audience: one that lies within what two others have in
/// common adds to D and little to S. A union is no less than that of some of its audiences, so that whoever makes it less
/// is left out, one by one, the one whose leaving makes it greatest first; and the greatest on that way counts. Overlaps that no audiences can
/// have cross the bounds: the lower one, which more pairs speak for, wins. Not thread safe.
/// </remarks>
/// <param name="universe">How many people there are.</param>
/// <param name="count">How many audiences, at least 3.</param>
internal sealed class PairUnion(double universe, int count)
{
    // Agostini's constant, from reading of French magazines (1961). Measured again in docs/reach.md.
    private const double AgostiniConstant = 1.125;

    // Less is rounding.
    private const double LeastBetter = 1 + 1e-12;

    private readonly double[] inverses = new double[count];
    private readonly double[] commons = new double[count];
    private readonly double[] beyonds = new double[count];
    private readonly double[] behind = new double[count + 1];
    private readonly double[] missedBehind = new double[count + 1];
    private readonly int[] there = new int[count];
    private double upper;

    /// <summary>The union.</summary>
    /// <param name="sizes">People of each audience, [0, universe].</param>
    /// <param name="common">What i and j have in common at i·count + j and at j·count + i; nothing at i·count + i.</param>
    public double Of(ReadOnlySpan<double> sizes, ReadOnlySpan<double> common)
    {
        var (sum, most) = (0.0, 0.0);
        foreach (var size in sizes)
        {
            sum += size;
            most = Math.Max(most, size);
        }

        if (sum == 0 || most >= universe)
        {
            return sum == 0 ? 0 : universe;
        }

        for (var i = 0; i < count; i++)
        {
            inverses[i] = 1 / (universe - sizes[i]);
            there[i] = i;
        }

        SumRows(sizes, common);
        upper = PairBounds.Upper(sum, count, common);
        return Math.Max(PairBounds.LowerOfSome(sizes, common), GreatestOnTheWay(sizes, common, sum));
    }

    // What each has in common with all others, and how much of that is beyond chance: Σ (p_ij - p_i·p_j)/(q_i·q_j).
    private void SumRows(ReadOnlySpan<double> sizes, ReadOnlySpan<double> common)
    {
        for (var i = 0; i < count; i++)
        {
            var row = common.Slice(i * count, count);
            var (share, all, beyond) = (sizes[i] / universe, 0.0, 0.0);
            for (var j = 0; j < row.Length; j++)
            {
                all += row[j];
                beyond += j == i ? 0 : (row[j] - (share * sizes[j])) * inverses[j];
            }

            commons[i] = all;
            beyonds[i] = universe * inverses[i] * beyond;
        }
    }

    private double GreatestOnTheWay(ReadOnlySpan<double> sizes, ReadOnlySpan<double> common, double sum)
    {
        var (all, beyond) = (commons.Sum() / 2, beyonds.Sum() / 2);
        var (reached, missed) = SetBehind(sizes, count);
        var best = ValueOf(count, sum, all, reached, missed, beyond);
        for (var left = count; left > 2; left--)
        {
            var (leaving, most) = BestWithoutOne(sizes, left, sum, all, beyond);
            if (most <= best * LeastBetter)
            {
                break;
            }

            best = most;
            var gone = there[leaving];
            (sum, all, beyond) = (sum - sizes[gone], Math.Max(0, all - commons[gone]), beyond - beyonds[gone]);
            there.AsSpan(leaving + 1, left - leaving - 1).CopyTo(there.AsSpan(leaving));
            for (var place = 0; place < left - 1; place++)
            {
                var i = there[place];
                var both = common[(i * count) + gone];
                commons[i] -= both;
                beyonds[i] -= universe * inverses[i] * (both - (sizes[i] / universe * sizes[gone])) * inverses[gone];
            }

            SetBehind(sizes, left - 1);
        }

        return best;
    }

    // Sainsbury's union of those at a place and behind it, and the share that they leave unreached.
    private (double Reached, double Missed) SetBehind(ReadOnlySpan<double> sizes, int left)
    {
        (behind[left], missedBehind[left]) = (0, 1);
        for (var place = left - 1; place >= 0; place--)
        {
            var share = sizes[there[place]] / universe;
            behind[place] = behind[place + 1] + ((universe - behind[place + 1]) * share);
            missedBehind[place] = missedBehind[place + 1] * (1 - share);
        }

        return (behind[0], missedBehind[0]);
    }

    private (int Place, double Value) BestWithoutOne(ReadOnlySpan<double> sizes, int left, double sum, double all, double beyond)
    {
        var (best, most, before, missedBefore) = (0, -1.0, 0.0, 1.0);
        for (var place = 0; place < left; place++)
        {
            var i = there[place];
            var value = ValueOf(
                left - 1,
                sum - sizes[i],
                Math.Max(0, all - commons[i]),
                before + ((universe - before) * (behind[place + 1] / universe)),
                missedBefore * missedBehind[place + 1],
                beyond - beyonds[i]);
            (best, most) = value > most ? (place, value) : (best, most);
            before += (universe - before) * (sizes[i] / universe);
            missedBefore *= 1 - (sizes[i] / universe);
        }

        return (best, most);
    }

    // Of some of the audiences: their sum, what their pairs have in common and beyond chance, and Sainsbury with what it leaves.
    private double ValueOf(int size, double sum, double all, double sainsbury, double missed, double beyond)
    {
        var agostini = sum > 0 ? sum * sum / (sum + (AgostiniConstant * all)) : 0;
        var canonical = sainsbury - (universe * missed * beyond);
        var guess = Math.Clamp(agostini, Math.Min(canonical, sainsbury), Math.Max(canonical, sainsbury));

        // Of a tree among them no more is known here than that the best has at least as much in common as the average one has.
        return Math.Max(PairBounds.Lower(sum, all), Math.Min(Math.Min(upper, sum - (2 * all / size)), guess));
    }
}
