namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>Step 3: how many different people a set of creators reaches in the target.</summary>
/// <remarks>
/// Made for one set and asked again and again with figures that were moved. Without known overlaps audiences come from their
/// segments by chance (Sainsbury, segment by segment). With overlaps of pairs: Agostini's A²/(A + 1.125·D), clamped between
/// the canonical expansion and Sainsbury, and then to what the pairs say for certain (<see cref="PairBounds"/>); exact for two. In
/// any case within [max r, min(U, Σ r)]. Not thread safe.
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
    private readonly double[] alone;
    private readonly double[] pools;
    private readonly double[] common;

    /// <param name="target">The target.</param>
    /// <param name="creators">The set, at least one.</param>
    /// <param name="overlaps">What is known of pairs.</param>
    public NetReach(Universe target, IReadOnlyList<CreatorReach> creators, AudienceOverlaps overlaps)
    {
        people = [.. target.Segments.Select(segment => segment.People)];
        universe = target.People;
        segmentShares = [.. creators.Select(creator => creator.SegmentShares.ToArray())];
        (pairs, Basis) = PairsOf(creators, overlaps);
        alone = new double[creators.Count];
        pools = new double[people.Length];
        common = new double[pairs is null ? 0 : creators.Count * creators.Count];

        // Who has more followers in the target than there are people has them all.
        targetAudiences = [.. creators.Select((creator, i) => Alone(i, creator.TargetAudience))];
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
        for (var i = 0; i < reached.Length; i++)
        {
            alone[i] = Alone(i, reached[i]);
            sum += alone[i];
            most = Math.Max(most, alone[i]);
        }

        SetPools(reached, share);
        var net = pairs is null ? ByChance(reached) : ByPairs(reached, sum);
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
    private void SetPools(ReadOnlySpan<double> reached, double share)
    {
        for (var s = 0; s < people.Length; s++)
        {
            var pool = Math.Min(share, 1) * people[s];
            for (var i = 0; i < reached.Length && pool < people[s]; i++)
            {
                pool = Math.Max(pool, InSegment(i, s, reached[i]));
            }

            pools[s] = pool;
        }
    }

    private double InSegment(int creator, int segment, double reached) =>
        Math.Min(people[segment], reached * segmentShares[creator][segment]);

    private double ByChance(ReadOnlySpan<double> reached)
    {
        var net = 0.0;
        for (var s = 0; s < people.Length; s++)
        {
            var missed = 1.0;
            for (var i = 0; i < reached.Length; i++)
            {
                missed *= 1 - (InSegment(i, s, reached[i]) / pools[s]);
            }

            net += pools[s] * (1 - missed);
        }

        return net;
    }

    private double ByPairs(ReadOnlySpan<double> reached, double sum)
    {
        var (all, expansion, missed) = (0.0, 1.0, 1.0);
        for (var i = 0; i < alone.Length; i++)
        {
            missed *= 1 - (alone[i] / universe);
            for (var j = i + 1; j < alone.Length; j++)
            {
                var both = Both(i, j, reached);
                common[(i * alone.Length) + j] = both;
                all += both;
                var chance = alone[i] * alone[j] / universe;
                expansion += universe * (both - chance) / ((universe - alone[i]) * (universe - alone[j]));
            }
        }

        if (alone.Length == 2)
        {
            return sum - all;
        }

        if (sum == 0 || missed == 0)
        {
            return sum == 0 ? 0 : universe;
        }

        var agostini = sum * sum / (sum + (AgostiniConstant * all));
        var canonical = universe * (1 - (missed * expansion));
        var sainsbury = universe * (1 - missed);
        var guess = Math.Clamp(agostini, Math.Min(canonical, sainsbury), Math.Max(canonical, sainsbury));

        // Overlaps that no audiences can have cross the bounds: the lower one, which more pairs speak for, wins.
        return Math.Max(PairBounds.Lower(sum, all), Math.Min(PairBounds.Upper(sum, alone.Length, common), guess));
    }

    // People that both reach. Who follows both sees the one's post as often as the other followers do, whatever the other posts.
    private double Both(int i, int j, ReadOnlySpan<double> reached)
    {
        var known = pairs![i, j];
        var both = double.IsNaN(known)
            ? ByChance(i, j, reached)
            : known * Math.Min(targetAudiences[i], targetAudiences[j]) * RateOf(i, reached) * RateOf(j, reached);

        // In this order: rounded, those that must be in common may come out as more than the smaller of the two.
        return Math.Min(Math.Max(both, alone[i] + alone[j] - universe), Math.Min(alone[i], alone[j]));
    }

    private double RateOf(int i, ReadOnlySpan<double> reached) =>
        targetAudiences[i] > 0 ? Math.Min(1, reached[i] / targetAudiences[i]) : 0;

    private double ByChance(int i, int j, ReadOnlySpan<double> reached)
    {
        var both = 0.0;
        for (var s = 0; s < people.Length; s++)
        {
            both += InSegment(i, s, reached[i]) * InSegment(j, s, reached[j]) / pools[s];
        }

        return both;
    }
}
