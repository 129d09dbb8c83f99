using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Tests.Tiers;

/// <summary>What holds for every valid scheme and every follower count.</summary>
public sealed class TierProperties
{
    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(5_000);

    /// <summary>Counts of every magnitude.</summary>
    private static readonly Gen<ulong> AnyFollowers =
        from digits in Gen.Choose(0, 10)
        from share in Gen.Choose(0, 1_000_000)
        select (ulong)Math.Min(Math.Pow(10, digits) * share / 100_000, FollowerCount.Max);

    /// <summary>Valid schemes with one to ten tiers, with and without a lowest bound, gaps and a closed end.</summary>
    private static readonly Gen<TierScheme> AnyScheme =
        from count in Gen.Choose(1, 10)
        from starts in AnyFollowers.ListOf(count)
        from closed in Gen.Choose(0, 3).ListOf(count)
        select Build(starts, closed);

    private static readonly Gen<(TierScheme Scheme, ulong Followers)> SchemeAndFollowers =
        from scheme in Gen.Frequency((1, Gen.Elements(BuiltInTierSchemes.All.Where(scheme => scheme.Bands is not null))), (3, AnyScheme))
        from followers in Gen.Frequency((1, AnyFollowers), (1, AroundEdges(scheme)))
        select (scheme, followers);

    [Fact]
    public void Ordinal_SchemeWithoutGaps_NeverFallsAsFollowersRise() =>
        Check(from pair in SchemeAndFollowers from more in AnyFollowers select (pair.Scheme, pair.Followers, more), input =>
            input.Scheme.Tiers.Any(tier => tier.UpperFollowers is not null)
            || Ordinal(input.Scheme, Math.Min(input.Followers, input.more)) <= Ordinal(input.Scheme, Math.Max(input.Followers, input.more)));

    /// <summary>0 to 40 counts: fewer than a vector holds, whole vectors, and vectors with a rest.</summary>
    [Fact]
    public void FastPath_AnyNumberOfCounts_EqualsTheExplainedPath() =>
        Check(
            from pair in SchemeAndFollowers
            from length in Gen.Choose(0, 40)
            from counts in Gen.Frequency((1, AnyFollowers), (1, AroundEdges(pair.Scheme))).ListOf(length)
            select (pair.Scheme, Counts: counts.ToArray()), input =>
        {
            var ordinals = new byte[input.Counts.Length];
            var margins = new float[input.Counts.Length];
            input.Scheme.Bands!.Classify(input.Counts, ordinals);
            input.Scheme.Bands.Margins(input.Counts, margins);
            var explained = input.Counts.Select(count => TierClassifier.Classify(input.Scheme, count).Value!).ToArray();
            return ordinals.SequenceEqual(explained.Select(answer => answer.Ordinal))
                && margins.SequenceEqual(explained.Select(answer => (float)(answer.BoundaryMargin ?? double.NaN)));
        });

    [Fact]
    public void BothPaths_Always_EqualAPlainSearchThroughTheTiers() => Check(SchemeAndFollowers, input =>
    {
        var expected = input.Scheme.Tiers.LastOrDefault(tier => tier.LowerFollowers <= input.Followers);
        expected = expected?.UpperFollowers < input.Followers ? null : expected;
        return TierClassifier.Classify(input.Scheme, input.Followers).Value!.Tier == expected
            && Ordinal(input.Scheme, input.Followers) == (expected?.Ordinal ?? 0);
    });

    [Fact]
    public void Margin_Always_HasTheSignOfTheSideOfTheNearestEdge() => Check(SchemeAndFollowers, input =>
    {
        var answer = TierClassifier.Classify(input.Scheme, input.Followers).Value!;
        return answer.NearestEdge is not { } edge
            || Math.Sign(answer.BoundaryMargin!.Value) == input.Followers.CompareTo(edge);
    });

    [Fact]
    public void NearestEdge_Always_IsTheNearestByRatio() => Check(SchemeAndFollowers, input =>
    {
        var answer = TierClassifier.Classify(input.Scheme, input.Followers).Value!;
        var edges = input.Scheme.Bands!.Edges.ToArray();
        return answer.BoundaryMargin is not { } margin
            || (edges.Contains(answer.NearestEdge!.Value)
                && edges.All(edge => Math.Abs(margin) <= Math.Abs(Math.Log((double)input.Followers / edge)) + 1e-12));
    });

    [Fact]
    public void Bounds_Always_HoldTheCreator() => Check(SchemeAndFollowers, input =>
    {
        var answer = TierClassifier.Classify(input.Scheme, input.Followers).Value!;
        return answer.LowerFollowers <= input.Followers && (answer.UpperFollowers is not { } upper || input.Followers < upper)
            && (answer.Tier is null || (answer.Tier.LowerFollowers == answer.LowerFollowers
                && answer.Tier.UpperFollowersExclusive == answer.UpperFollowers))
            && (answer.Tier is null) == (answer.Reason != UnrankedReason.None);
    });

    [Fact]
    public void Agreement_OfAnySchemes_LiesInZeroToOne() =>
        Check(from schemes in AnyScheme.ListOf() from followers in AnyFollowers select (schemes, followers), input =>
        {
            var agreement = SchemeAgreement.Of(input.schemes.Select(scheme => TierClassifier.Classify(scheme, input.followers).Value!));
            return agreement is null ? input.schemes.Count == 0 : agreement.Agreement is > 0 and <= 1 && agreement.Votes <= input.schemes.Count;
        });

    [Fact]
    public void Bounds_OfAPercentileScheme_AgreeWithPopulationShares() => Check(AnyFollowers, followers =>
    {
        var klear = TierSchemes.BuiltIn("klear");
        var answer = TierClassifier.Classify(klear, followers).Value!;
        return answer.Tier == klear.Tiers.Last(tier => tier.LowerShare <= answer.PopulationShare);
    });

    private static byte Ordinal(TierScheme scheme, ulong followers) => scheme.Bands!.Classify(followers);

    private static void Check<T>(Gen<T> gen, Func<T, bool> holds) => Prop.ForAll(gen.ToArbitrary(), holds).Check(Thousands);

    private static Gen<ulong> AroundEdges(TierScheme scheme)
    {
        ulong[] around = [0, FollowerCount.Max, .. scheme.Bands!.Edges.ToArray().SelectMany(edge => new[] { edge - 1, edge, edge + 1 })];
        return Gen.Elements(around);
    }

    private static TierScheme Build(IEnumerable<ulong> starts, IEnumerable<int> closed)
    {
        ulong[] lowers = [.. starts.Distinct().Order()];
        var ends = closed.ToArray();
        var bounds = lowers.Select((lower, i) =>
        {
            var last = i + 1 < lowers.Length ? lowers[i + 1] - 1 : Math.Min(lower * 2, FollowerCount.Max);
            return (lower, ends[i] switch { 0 => last, 1 => lower + ((last - lower) / 2), _ => (ulong?)null });
        });
        return TierSchemes.Followers([.. bounds]);
    }
}
