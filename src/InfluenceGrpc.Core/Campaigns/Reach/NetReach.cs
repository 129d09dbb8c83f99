using System.Numerics;

namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>Step 3: how many different people a set of creators reaches in the target.</summary>
/// <remarks>
/// Made for one set and asked again and again with figures that were moved. Without known overlaps audiences come from their
/// segments by chance (Sainsbury, segment by segment). With overlaps of pairs: exact for two, <see cref="PairUnion"/> for more. In
/// any case within [max r, min(U, Σ r)]. What a creator reaches in each segment, and what two have in common, is kept from one
/// question to the next, and found out anew for those alone who were moved: a set of 200 is asked about more than a thousand times. All
/// is kept in the order of ids, so that between equal creators it does not matter in which order they come. Not thread safe.
/// </remarks>
internal sealed class NetReach
{
    private readonly double[] people;
    private readonly double universe;
    private readonly int[] places;
    private readonly int[] ranks;
    private readonly double[][] segmentShares;
    private readonly double[,]? pairs;
    private readonly PairUnion? union;
    private readonly double[] targetAudiences;
    private readonly double[] alone;
    private readonly double[] inSegments;
    private readonly double[] ofPools;
    private readonly double[] pools;
    private readonly double[] byChance;
    private readonly double[] common;
    private readonly double[] reachedBefore;
    private readonly double[] poolsBefore;
    private readonly bool[] isMoved;

    /// <param name="target">The target.</param>
    /// <param name="creators">The set, at least one.</param>
    /// <param name="overlaps">What is known of pairs.</param>
    public NetReach(Universe target, IReadOnlyList<CreatorReach> creators, AudienceOverlaps overlaps)
    {
        people = [.. target.Segments.Select(segment => segment.People)];
        universe = target.People;
        var count = creators.Count;
        places = [.. Enumerable.Range(0, count).OrderBy(place => creators[place].CreatorId, StringComparer.Ordinal)];
        ranks = new int[count];
        for (var i = 0; i < count; i++)
        {
            ranks[places[i]] = i;
        }

        segmentShares = [.. creators.Select(creator => creator.SegmentShares.ToArray())];
        (pairs, Basis) = PairsOf([.. places.Select(place => creators[place])], overlaps);
        union = pairs is not null && count > 2 ? new PairUnion(universe, count) : null;
        alone = new double[count];
        inSegments = new double[count * people.Length];
        ofPools = new double[count * people.Length];
        (pools, poolsBefore, byChance) = (new double[people.Length], new double[people.Length], new double[people.Length]);
        common = new double[pairs is null ? 0 : count * count];
        isMoved = new bool[count];
        reachedBefore = new double[count];
        Array.Fill(reachedBefore, double.NaN);

        // Who has more followers in the target than there are people has them all.
        targetAudiences = [.. places.Select(place => Alone(place, creators[place].TargetAudience))];
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
        Renew(reached, share);
        var (sum, most) = (0.0, 0.0);
        foreach (var rank in ranks)
        {
            // In the order given, as whoever asks sums them up: the net is never above that sum by a rounding.
            sum += alone[rank];
            most = Math.Max(most, alone[rank]);
        }

        var net = pairs is null ? ByChance()
            : union is null ? sum - common[1]
            : union.Of(alone, common);
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

    private void Renew(ReadOnlySpan<double> reached, double share)
    {
        for (var i = 0; i < isMoved.Length; i++)
        {
            var now = reached[places[i]];
            isMoved[i] = now != reachedBefore[i];
            if (isMoved[i])
            {
                reachedBefore[i] = now;
                alone[i] = Alone(places[i], now);
                for (var s = 0; s < people.Length; s++)
                {
                    inSegments[(i * people.Length) + s] = Math.Min(people[s], now * segmentShares[places[i]][s]);
                }
            }
        }

        SetPools(share);
        if (!pools.AsSpan().SequenceEqual(poolsBefore))
        {
            pools.CopyTo(poolsBefore, 0);
            Array.Fill(isMoved, value: true);
        }

        for (var i = 0; i < isMoved.Length; i++)
        {
            for (var s = 0; s < people.Length && isMoved[i]; s++)
            {
                ofPools[(i * people.Length) + s] = inSegments[(i * people.Length) + s] / pools[s];
            }
        }

        if (pairs is not null)
        {
            RenewPairs();
        }
    }

    // What a segment's share must hold at least is whom the widest creator reaches in it.
    private void SetPools(double share)
    {
        for (var s = 0; s < people.Length; s++)
        {
            var pool = Math.Min(share, 1) * people[s];
            for (var i = 0; i < isMoved.Length && pool < people[s]; i++)
            {
                pool = Math.Max(pool, inSegments[(i * people.Length) + s]);
            }

            pools[s] = pool;
        }
    }

    // Not pool·(1 - Π(1 - r/pool)): of few people in a large target rounding would leave few digits.
    private double ByChance()
    {
        Array.Clear(byChance);
        for (var i = 0; i < isMoved.Length; i++)
        {
            var row = ofPools.AsSpan(i * people.Length, people.Length);
            var s = 0;

            // Several segments at a time; the figure of each is what it would be by itself.
            for (; s <= people.Length - Vector<double>.Count; s += Vector<double>.Count)
            {
                var there = new Vector<double>(byChance, s);
                (there + ((new Vector<double>(pools, s) - there) * new Vector<double>(row[s..]))).CopyTo(byChance, s);
            }

            for (; s < people.Length; s++)
            {
                byChance[s] += (pools[s] - byChance[s]) * row[s];
            }
        }

        return byChance.Sum();
    }

    private void RenewPairs()
    {
        var count = isMoved.Length;
        for (var i = 0; i < count; i++)
        {
            for (var j = i + 1; j < count; j++)
            {
                if (isMoved[i] || isMoved[j])
                {
                    common[(i * count) + j] = common[(j * count) + i] = Both(i, j);
                }
            }
        }
    }

    // People that both reach. Who follows both sees the one's post as often as the other followers do, whatever the other posts.
    private double Both(int i, int j)
    {
        var known = pairs![i, j];
        var both = double.IsNaN(known)
            ? BothByChance(i, j)
            : known * Math.Min(targetAudiences[i], targetAudiences[j]) * RateOf(i) * RateOf(j);

        // Two that do not fit into the target apart fill it, and the net is never more than the target: no need to look here.
        return Math.Min(both, Math.Min(alone[i], alone[j]));
    }

    private double RateOf(int i) => targetAudiences[i] > 0 ? Math.Min(1, reachedBefore[i] / targetAudiences[i]) : 0;

    private double BothByChance(int i, int j)
    {
        var both = 0.0;
        for (var s = 0; s < people.Length; s++)
        {
            both += inSegments[(i * people.Length) + s] * ofPools[(j * people.Length) + s];
        }

        return both;
    }
}
