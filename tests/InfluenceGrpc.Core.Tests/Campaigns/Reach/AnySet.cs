using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Tests.Campaigns.Reach;

/// <summary>Sets of every kind: what is known of a creator or a pair is there or not, by itself, and may contradict the rest.</summary>
internal sealed record AnySet(Universe Universe, CreatorReach[] Creators, AudienceOverlaps Overlaps)
{
    private const int MostCreators = 12;

    // None, some and all pairs known.
    private static readonly Gen<int> KnownOfTen = Gen.Frequency((2, Gen.Constant(0)), (3, Gen.Choose(1, 9)), (3, Gen.Constant(10)));

    private static readonly Gen<double> Share =
        Gen.Frequency((1, Gen.Constant(0.0)), (1, Gen.Constant(1.0)), (6, Gen.Choose(0, 1_000).Select(n => n / 1_000.0)));

    // From a thousandth of a person to more than there are.
    private static readonly Gen<double> People = Gen.Frequency(
        (1, Gen.Elements(0.0, 1, 1e12, double.Epsilon)),
        (9, from digits in Gen.Choose(-3, 6) from n in Gen.Choose(100, 999) select Math.Pow(10, digits) * n / 100));

    private static readonly Gen<Universe> Target = Gen.Frequency(
        (1, Gen.Elements(1.0, 1_000, 20_000, 1e6, 1e10).Select(Sets.Whole)),
        (1, from sizes in Gen.Elements(1.0, 500, 20_000, 3e6).ArrayOf(4)
            from count in Gen.Choose(1, 4)
            select Sets.Interests([.. sizes.Take(count).Select((size, i) => ($"interest{i}", size))])));

    private static readonly Gen<Estimate> TargetShare =
        from value in Share
        from isSure in Gen.Elements(true, false)
        from down in Share
        from up in Share
        select isSure ? new Estimate(value, value, value) : new Estimate(value, value * down, value + ((1 - value) * up));

    private static readonly Gen<CreatorReach> Creator =
        from people in People
        from audience in People
        from own in Gen.Elements(true, false)
        from share in TargetShare
        from parts in Gen.Frequency((3, Gen.Choose(0, 5)), (1, Gen.Constant(0))).ArrayOf(4)
        from engagements in Gen.Frequency((1, Gen.Constant((double?)null)), (4, People.Select(n => (double?)n)))
        from spread in Share
        from credibility in Share
        from price in Gen.Frequency((1, Gen.Constant((decimal?)null)), (5, Gen.Choose(0, 50_000).Select(n => (decimal?)n)))
        select new CreatorReach([.. parts.Select(n => (double)n)])
        {
            CreatorId = "",
            People = people,
            IsOwn = own,
            TargetShare = share,
            TargetAudience = audience,
            Engagements = engagements,
            EngagementsLogSpread = spread,
            Credibility = credibility,
            Price = price,
            Score = 50,
            Ineligibilities = default,
        };

    /// <summary>Any set.</summary>
    public static readonly Gen<AnySet> Any =
        from universe in Target
        from count in Gen.Frequency((1, Gen.Constant(1)), (1, Gen.Constant(2)), (6, Gen.Choose(3, MostCreators)))
        from creators in Creator.ArrayOf(count)
        from known in KnownOfTen
        from dice in Gen.Choose(0, 9).ArrayOf(MostCreators * MostCreators)
        from shares in Share.ArrayOf(MostCreators * MostCreators)
        select new AnySet(
            universe,
            [.. creators.Select((creator, i) => Placed(creator, i, universe))],
            Sets.Overlaps([.. Pairs(count).Where(pair => dice[(pair.I * MostCreators) + pair.J] < known)
                .Select(pair => ($"c{pair.I}", $"c{pair.J}", shares[(pair.I * MostCreators) + pair.J]))]));

    /// <summary>Any set of whose overlaps nothing is known.</summary>
    public static readonly Gen<AnySet> WithoutOverlaps = Any.Select(set => set with { Overlaps = AudienceOverlaps.None });

    /// <summary>For the message of a property that does not hold.</summary>
    public override string ToString() => string.Join('\n',
        [
            $"of {string.Join(" + ", Universe.Segments.Select(segment => segment.People.ToString("R", CultureInfo.InvariantCulture)))}",
            .. Creators.Select(creator => string.Create(CultureInfo.InvariantCulture,
                $"{creator.CreatorId} reaches {creator.People:R}·{creator.TargetShare} of {creator.TargetAudience:R} in {string.Join(' ', creator.SegmentShares.ToArray())}")),
            .. Pairs(Creators.Length).Select(pair => string.Create(CultureInfo.InvariantCulture,
                $"c{pair.I} c{pair.J} {Overlaps.ShareOfSmaller($"c{pair.I}", $"c{pair.J}"):R}")),
        ]);

    public ReachForecast Forecast() => ReachForecaster.Forecast(Sets.Estimator(Universe), Creators, Overlaps);

    public double Net() => Sets.Net(Universe, Overlaps, Creators);

    private static IEnumerable<(int I, int J)> Pairs(int count) =>
        Enumerable.Range(0, count).SelectMany(i => Enumerable.Range(i + 1, count - i - 1).Select(j => (i, j)));

    // The id by its place; the shares of as many segments as there are. An audience in none of them has what the target has.
    private static CreatorReach Placed(CreatorReach drawn, int place, Universe universe)
    {
        double[] parts = [.. drawn.SegmentShares[..universe.Segments.Count]];
        var sum = parts.Sum();
        double[] segments = [.. parts.Select((part, s) => sum > 0 ? part / sum : universe.Segments[s].People / universe.People)];
        return new CreatorReach(segments)
        {
            CreatorId = $"c{place}",
            People = drawn.People,
            IsOwn = drawn.IsOwn,
            TargetShare = drawn.TargetShare,
            TargetAudience = drawn.TargetAudience,
            Engagements = drawn.Engagements,
            EngagementsLogSpread = drawn.EngagementsLogSpread,
            Credibility = drawn.Credibility,
            Price = drawn.Price,
            Score = drawn.Score,
            Ineligibilities = drawn.Ineligibilities,
        };
    }
}
