namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>What the sizes of some sets and of all their pairs say of their union for certain.</summary>
internal static class PairBounds
{
    /// <summary>The union is no less (Dawson and Sankoff, 1967): 2·S1/(k + 1) - 2·S2/(k·(k + 1)), k = 1 + ⌊2·S2/S1⌋.</summary>
    /// <param name="sum">S1, the sizes of the sets together, [0, ∞).</param>
    /// <param name="common">S2, the sizes of all pairs' intersections together, [0, ∞).</param>
    public static double Lower(double sum, double common)
    {
        if (sum <= 0)
        {
            return 0;
        }

        var k = 1 + Math.Floor(2 * common / sum);
        return (2 * sum / (k + 1)) - (2 * common / (k * (k + 1)));
    }

    /// <summary>The union is no less than that of some of its sets (Bonferroni): the best pair, and what grows by taking up the set
    /// that adds most of itself beyond what it has in common with each that is there, as long as that is anything.</summary>
    /// <param name="sizes">The sizes of the sets, [0, ∞), at least one.</param>
    /// <param name="both">What i and j have in common at i·count + j and at j·count + i.</param>
    public static double LowerOfSome(ReadOnlySpan<double> sizes, ReadOnlySpan<double> both)
    {
        var (count, best) = (sizes.Length, 0.0);
        for (var i = 0; i < count; i++)
        {
            var row = both.Slice(i * count, count);
            for (var j = i + 1; j < count; j++)
            {
                best = Math.Max(best, sizes[i] + sizes[j] - row[j]);
            }
        }

        Span<double> adds = stackalloc double[CampaignLimits.MaxCreators];
        sizes.CopyTo(adds);
        var grown = 0.0;
        while (true)
        {
            var next = 0;
            for (var i = 1; i < count; i++)
            {
                next = adds[i] > adds[next] ? i : next;
            }

            if (adds[next] <= 0)
            {
                return Math.Max(best, grown);
            }

            grown += adds[next];
            adds[next] = double.NegativeInfinity;
            var row = both.Slice(next * count, count);
            for (var i = 0; i < count; i++)
            {
                adds[i] -= row[i];
            }
        }
    }

    /// <summary>The union is no more (Hunter, 1976; Worsley, 1982): the sum without the pairs of a tree that spans all sets, the one
    /// whose pairs have the most in common.</summary>
    /// <param name="sum">The sizes of the sets together, [0, ∞).</param>
    /// <param name="count">How many sets, at least 1.</param>
    /// <param name="both">What i and j have in common at i·count + j, for i &lt; j.</param>
    public static double Upper(double sum, int count, ReadOnlySpan<double> both)
    {
        // Prim's way: the tree takes up the set that has most in common with one that is in it already.
        Span<double> most = stackalloc double[CampaignLimits.MaxCreators];
        Span<bool> taken = stackalloc bool[CampaignLimits.MaxCreators];
        most[..count].Fill(-1);
        var (last, tree) = (0, 0.0);
        taken[0] = true;
        for (var size = 1; size < count; size++)
        {
            var next = -1;
            for (var i = 0; i < count; i++)
            {
                if (taken[i])
                {
                    continue;
                }

                most[i] = Math.Max(most[i], both[(Math.Min(i, last) * count) + Math.Max(i, last)]);
                next = next < 0 || most[i] > most[next] ? i : next;
            }

            taken[next] = true;
            tree += most[next];
            last = next;
        }

        return sum - tree;
    }
}
