namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>Step 3: how many different people a set of creators reaches in the target.</summary>
/// <remarks>
/// Made for one set and asked again and again with figures that were moved. Without known overlaps audiences come from their
/// segments by chance (Sainsbury, segment by segment). With overlaps of pairs: Agostini's A²/(A + 1.125·D), clamped between
/// the canonical expansion and Sainsbury; exact for two. In any case within [max r, min(U, Σ r)].
/// </remarks>
internal sealed class NetReach
{
    // Agostini's constant, from reading of French magazines (1961). Measured again in docs/reach.md.
    private const double AgostiniConstant = 1.125;

    private readonly double[] people;
    private readonly double universe;
    private readonly double[][] segmentShares;
    private readonly double[,]? pairs;
    private readonly double[] targetAudiences;

    /// <param name="target">The target.</param>
    /// <param name="creators">The set, at least one.</param>
    /// <param name="overlaps">What is known of pairs.</param>
    public NetReach(Universe target, IReadOnlyList<CreatorReach> creators, AudienceOverlaps overlaps)
    {
        people = [.. target.Segments.Select(segment => segment.People)];
        universe = target.People;
        segmentShares = [.. creators.Select(creator => creator.SegmentShares.ToArray())];
        targetAudiences = [.. creators.Select(creator => creator.TargetAudience)];
        (pairs, Basis) = PairsOf(creators, overlaps);
    }

    /// <summary>What it goes by.</summary>
    public OverlapBasis Basis { get; }

    /// <summary>What a creator reaches at most: of a segment no more than there are.</summary>
    public double Alone(int creator, double reached)
    {
        var sum = 0.0;
        for (var s = 0; s < people.Length; s++)
        {
            sum += Math.Min(people[s], reached * segmentShares[creator][s]);
        }

        return Math.Min(sum, reached);
    }

    /// <summary>Different people reached.</summary>
    /// <param name="reached">People in the target that each creator reaches.</param>
    /// <param name="share">The share of each segment that audiences come from, (0, 1]; 1 for all of it.</param>
    public double Of(ReadOnlySpan<double> reached, double share = 1)
    {
        var (sum, most) = (0.0, 0.0);
        Span<double> alone = stackalloc double[CampaignLimits.MaxCreators];
        for (var i = 0; i < reached.Length; i++)
        {
            alone[i] = Alone(i, reached[i]);
            sum += alone[i];
            most = Math.Max(most, alone[i]);
        }

        var net = pairs is null ? ByChance(reached, share) : ByPairs(reached, alone[..reached.Length], sum, share);
        return Math.Max(most, Math.Min(net, Math.Min(universe, sum)));
    }

    private static (double[,]? Pairs, OverlapBasis Basis) PairsOf(IReadOnlyList<CreatorReach> creators, AudienceOverlaps overlaps)
    {
        var shares = new double[creators.Count, creators.Count];
        var (known, all) = (0, creators.Count * (creators.Count - 1) / 2);
        for (var i = 0; i < creators.Count; i++)
        {
            for (var j = i + 1; j < creators.Count; j++)
            {
                var share = overlaps.ShareOfSmaller(creators[i].CreatorId, creators[j].CreatorId);
                known += share is null ? 0 : 1;
                shares[i, j] = share ?? double.NaN;
            }
        }

        return (known, all) switch
        {
            (_, 0) => (null, OverlapBasis.Exact),
            (0, _) => (null, OverlapBasis.Chance),
            (1, 1) => (shares, OverlapBasis.Exact),
            _ => (shares, known == all ? OverlapBasis.Pairs : OverlapBasis.SomePairs),
        };
    }

    // What a segment's share must hold at least is whom the widest creator reaches in it.
    private double ByChance(ReadOnlySpan<double> reached, double share)
    {
        var net = 0.0;
        for (var s = 0; s < people.Length; s++)
        {
            var pool = Pool(s, reached, share);
            var missed = 1.0;
            for (var i = 0; i < reached.Length && pool > 0; i++)
            {
                missed *= 1 - (Math.Min(pool, reached[i] * segmentShares[i][s]) / pool);
            }

            net += pool * (1 - missed);
        }

        return net;
    }

    private double ByPairs(ReadOnlySpan<double> reached, ReadOnlySpan<double> alone, double sum, double share)
    {
        var (common, expansion, missed) = (0.0, 1.0, 1.0);
        for (var i = 0; i < alone.Length; i++)
        {
            missed *= 1 - (alone[i] / universe);
            for (var j = i + 1; j < alone.Length; j++)
            {
                var both = Both(i, j, reached, alone, share);
                common += both;
                var chance = alone[i] * alone[j] / universe;
                expansion += universe * (both - chance) / ((universe - alone[i]) * (universe - alone[j]));
            }
        }

        if (alone.Length == 2)
        {
            return sum - common;
        }

        if (sum == 0 || missed == 0)
        {
            return sum == 0 ? 0 : universe;
        }

        var agostini = sum * sum / (sum + (AgostiniConstant * common));
        var canonical = universe * (1 - (missed * expansion));
        var sainsbury = universe * (1 - missed);
        return Math.Clamp(agostini, Math.Min(canonical, sainsbury), Math.Max(canonical, sainsbury));
    }

    // People that both reach. Who follows both sees the one's post as often as the other followers do, whatever the other posts.
    private double Both(int i, int j, ReadOnlySpan<double> reached, ReadOnlySpan<double> alone, double share)
    {
        var known = pairs![i, j];
        var both = double.IsNaN(known)
            ? ByChance(i, j, reached, share)
            : known * Math.Min(targetAudiences[i], targetAudiences[j]) * RateOf(i, reached) * RateOf(j, reached);
        return Math.Clamp(both, Math.Max(0, alone[i] + alone[j] - universe), Math.Min(alone[i], alone[j]));
    }

    private double RateOf(int i, ReadOnlySpan<double> reached) => targetAudiences[i] > 0 ? Math.Min(1, reached[i] / targetAudiences[i]) : 0;

    private double ByChance(int i, int j, ReadOnlySpan<double> reached, double share)
    {
        var both = 0.0;
        for (var s = 0; s < people.Length; s++)
        {
            var pool = Pool(s, reached, share);
            both += pool > 0
                ? Math.Min(pool, reached[i] * segmentShares[i][s]) * Math.Min(pool, reached[j] * segmentShares[j][s]) / pool
                : 0;
        }

        return both;
    }

    private double Pool(int segment, ReadOnlySpan<double> reached, double share)
    {
        if (share >= 1)
        {
            return people[segment];
        }

        var pool = share * people[segment];
        for (var i = 0; i < reached.Length; i++)
        {
            pool = Math.Max(pool, Math.Min(people[segment], reached[i] * segmentShares[i][segment]));
        }

        return pool;
    }
}
