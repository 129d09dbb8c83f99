using InfluenceGrpc.FitValidation.Brands;

namespace InfluenceGrpc.FitValidation.Tests;

public sealed class AucTests
{
    [Theory]
    [InlineData(3, 1)]
    [InlineData(2, 0.75)]
    [InlineData(1.5, 0.5)]
    [InlineData(1, 0.25)]
    [InlineData(0, 0)]
    public void Auc_OfOneScore_IsTheShareBelowAndHalfOfTies(double own, double expected) => Assert.Equal(expected, Auc.Of(own, [1, 2]));

    [Fact]
    public void Auc_AllAlike_IsChance() => Assert.Equal(0.5, Auc.Of(7, [7, 7, 7]));

    [Fact]
    public void Bootstrap_OfOneValue_IsThatValue() => Assert.Equal((0.7, 0.7, 0.7), Bootstrap.Of([0.7], 1));

    [Fact]
    public void Bootstrap_OfTwoThatDiffer_ReachesBothAndIsTheSameForASeed()
    {
        Assert.Equal((0.5, 0.0, 1.0), Bootstrap.Of([0, 1], 1));
        double[] many = [.. Enumerable.Range(0, 400).Select(i => i % 2.0)];
        var (mean, low, high) = Bootstrap.Of(many, 1);

        // The mean of 400 coins has a standard deviation of .025.
        Assert.Equal(0.5, mean);
        Assert.InRange(low, 0.44, 0.46);
        Assert.InRange(high, 0.54, 0.56);
        Assert.Equal((mean, low, high), Bootstrap.Of(many, 1));
    }
}
