using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Benchmarks;
using InfluenceGrpc.Core.Tests.Tiers;

namespace InfluenceGrpc.Core.Tests.Creators.Benchmarks;

public sealed class EngagementBenchmarkTests
{
    private static readonly EngagementBenchmark Benchmark = TierSchemes.BuiltIn("it-proximity").Relational!.Engagement;
    private static readonly EngagementCurve Instagram = Benchmark.Find(Platform.Instagram, EngagementBasis.Followers)!;

    [Theory]
    [InlineData(0.0394, 12.0, 3_162, 0.5)] // the median itself
    [InlineData(0.03, 7.0, 8_409, 0.46689750774172634)] // halfway between two knots, checked with the C library
    [InlineData(0.05, 20.0, 2_000_000, 0.7249552702423295)]
    public void Percentile_HandComputed_Agrees(double rate, double posts, ulong followers, double expected) =>
        Assert.Equal(expected, Benchmark.Percentile(Instagram, rate, posts, followers), 1e-12);

    [Fact]
    public void Percentile_QuartileWithEndlessPosts_IsThreeQuarters() =>
        Assert.Equal(0.75, Benchmark.Percentile(Instagram, 0.0394 * Math.Exp(0.67449 * 0.9543), 1e12, 3_162), 1e-5);

    [Fact]
    public void Percentile_UnknownSample_CountsAsTwelvePosts() =>
        Assert.Equal(Benchmark.Percentile(Instagram, 0.1, 12, 5_000), Benchmark.Percentile(Instagram, 0.1, null, 5_000));

    [Fact]
    public void Percentile_FewerPosts_LiesNearerToTheMedian() =>
        Assert.True(Benchmark.Percentile(Instagram, 0.1, 1, 5_000) < Benchmark.Percentile(Instagram, 0.1, 50, 5_000));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_162)]
    public void Percentile_BelowTheFirstKnot_UsesIt(ulong followers) =>
        Assert.Equal(Benchmark.Percentile(Instagram, 0.1, 12, 3_162), Benchmark.Percentile(Instagram, 0.1, 12, followers));

    [Fact]
    public void Percentile_AboveTheLastKnot_UsesIt() =>
        Assert.Equal(Benchmark.Percentile(Instagram, 0.1, 12, 3_162_278), Benchmark.Percentile(Instagram, 0.1, 12, FollowerCount.Max));

    [Fact]
    public void Percentile_RateZero_IsThatOfTheFloor()
    {
        Assert.Equal(Benchmark.Percentile(Instagram, 0.0001, 12, 5_000), Benchmark.Percentile(Instagram, 0, 12, 5_000));
        Assert.InRange(Benchmark.Percentile(Instagram, 0, 12, 5_000), double.Epsilon, 0.01);
    }

    [Fact]
    public void Find_NobodyMeasured_IsNull()
    {
        Assert.Null(Benchmark.Find(Platform.Twitch, EngagementBasis.Followers));
        Assert.Null(Benchmark.Find(Platform.Instagram, EngagementBasis.Views));
    }

    [Fact]
    public void Percentile_AnyInput_LiesInZeroToOneAndRisesWithTheRate() => Prop.ForAll(
        (from curve in Gen.Elements(Benchmark.Curves.AsEnumerable())
         from low in Gen.Choose(0, 2_000_000)
         from step in Gen.Choose(0, 1_000_000)
         from posts in Gen.Choose(1, 1_000)
         from digits in Gen.Choose(0, 10)
         select (curve, low, step, posts, followers: (ulong)Math.Pow(10, digits))).ToArbitrary(),
        input =>
        {
            var low = Benchmark.Percentile(input.curve, input.low / 1e6, input.posts, input.followers);
            var high = Benchmark.Percentile(input.curve, (input.low + input.step) / 1e6, input.posts, input.followers);
            return low is >= 0 and <= 1 && high is >= 0 and <= 1 && low <= high + 1e-15;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
}
