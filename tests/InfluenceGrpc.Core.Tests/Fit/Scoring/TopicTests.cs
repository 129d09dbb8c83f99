using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Scoring;

namespace InfluenceGrpc.Core.Tests.Fit.Scoring;

/// <summary>The soft cosine of topics against its definition, pair by pair.</summary>
public sealed class TopicTests
{
    // Few letters, so that prefixes are shared; and those that sort before the slash.
    private static readonly Gen<string> AnyPath =
        from segments in Gen.Elements("a", "b", "ab", "a-b", "a.b", "a+", "a&b").ArrayOf(3)
        from depth in Gen.Choose(1, 3)
        select string.Join('/', segments.Take(depth));

    private static readonly Gen<SortedDictionary<string, float>> AnyTopics =
        from count in Gen.Choose(1, 30)
        from paths in AnyPath.ArrayOf(count)
        from shares in Gen.Choose(0, 100).ArrayOf(count)
        select new SortedDictionary<string, float>(
            paths.Zip(shares).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second / 3_100f), StringComparer.Ordinal);

    [Fact]
    public void Cosine_AnyTopics_EqualsTheSumOverPairs() =>
        Prop.ForAll(
            (from brief in AnyTopics from creator in AnyTopics select (brief, creator)).ToArbitrary(),
            pair =>
            {
                pair.brief[pair.brief.Keys.First()] = 1;
                var expected = Cosine(pair.brief, pair.creator);
                var found = Target(pair.brief).Cosine(Topics(pair.creator));
                return Math.Abs(expected - found) < 1e-12 && found is >= 0 and <= 1;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_500));

    [Theory]
    [InlineData("sport/running", "sport/running", 1)]
    [InlineData("sport/running", "sport", 2.0 / 3)]
    [InlineData("sport/running", "sport/cycling", 0.5)]
    [InlineData("sport", "sport-shop", 0)]
    [InlineData("sport/running/trail", "sport", 0.5)]
    public void Cosine_OnePathEach_IsTheirSimilarity(string wanted, string given, double expected)
    {
        var brief = new SortedDictionary<string, float> { [wanted] = 1 };
        var creator = new SortedDictionary<string, float> { [given] = 1 };
        Assert.Equal(expected, Target(brief).Cosine(Topics(creator)), 1e-15);
    }

    [Fact]
    public void Cosine_SharesThatAreAllZero_IsZero() =>
        Assert.Equal(0, Target(new() { ["a"] = 1 }).Cosine(Topics(new() { ["a"] = 0 })));

    private static double Cosine(IReadOnlyDictionary<string, float> a, IReadOnlyDictionary<string, float> b)
    {
        var product = Sum(a, b);
        var rest = Math.Max(0, 1 - b.Values.Sum(share => (double)share));
        return product == 0 ? 0 : product / Math.Sqrt(Sum(a, a) * (Sum(b, b) + (rest * rest)));
    }

    private static double Sum(IReadOnlyDictionary<string, float> a, IReadOnlyDictionary<string, float> b) =>
        a.Sum(x => b.Sum(y => (double)x.Value * y.Value * Similarity(x.Key.Split('/'), y.Key.Split('/'))));

    private static double Similarity(string[] a, string[] b) =>
        2.0 * a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count() / (a.Length + b.Length);

    private static TopicTarget Target(SortedDictionary<string, float> topics) =>
        new(new WeightTable([.. topics.Keys], [.. topics.Values.Select(weight => (double)weight)]));

    private static Distribution Topics(SortedDictionary<string, float> topics) => new([.. topics.Keys], [.. topics.Values]);
}
