using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Tests.Numerics;

public sealed class StandardNormalTests
{
    // 0.5·erfc(-x/√2) as the C library computes it.
    [Theory]
    [InlineData(-8, 6.220960574271819e-16)]
    [InlineData(-7.07106781186547, 7.687298972140453e-13)]
    [InlineData(-5, 2.866515718791946e-07)]
    [InlineData(-3, 0.0013498980316300957)]
    [InlineData(-1.959963984540054, 0.02500000000000002)]
    [InlineData(-1, 0.15865525393145707)]
    [InlineData(-0.5, 0.3085375387259869)]
    [InlineData(0, 0.5)]
    [InlineData(0.3, 0.6179114221889526)]
    [InlineData(1, 0.8413447460685429)]
    [InlineData(2.5, 0.9937903346742238)]
    [InlineData(4, 0.9999683287581669)]
    [InlineData(7, 0.9999999999987201)]
    [InlineData(38, 1.0)]
    public void Cdf_KnownPoint_AgreesTo14Digits(double x, double expected) =>
        Assert.Equal(expected, StandardNormal.Cdf(x), 1e-14);

    [Fact]
    public void Cdf_FarTail_KeepsRelativePrecision() =>
        Assert.Equal(1, StandardNormal.Cdf(-8) / 6.220960574271819e-16, 1e-6);

    [Fact]
    public void Cdf_NotFinite_HasItsLimit()
    {
        Assert.Equal(0, StandardNormal.Cdf(double.NegativeInfinity));
        Assert.Equal(1, StandardNormal.Cdf(double.PositiveInfinity));
        Assert.True(double.IsNaN(StandardNormal.Cdf(double.NaN)));
    }

    [Fact]
    public void Cdf_FineGrid_NeverFallsAndIsSymmetric()
    {
        var before = 0.0;
        for (var i = -90_000; i <= 90_000; i++)
        {
            var x = i / 10_000.0;
            var value = StandardNormal.Cdf(x);
            Assert.True(value >= before - 1e-16, $"falls at {x}");
            Assert.Equal(1, value + StandardNormal.Cdf(-x), 1e-15);
            before = value;
        }
    }
}
