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
