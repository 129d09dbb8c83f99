using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.ReachValidation.Tests;

public sealed class PopulationTests
{
    public static TheoryData<int> Settings => [.. Enumerable.Range(0, Setting.All.Length)];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Reached_ByEverybodysPosts_IsTheUnionOfTheirFollowers(int setting)
    {
        var population = Draw(setting, 2);

        Assert.Equal(population.Counts.Sum() - population.Both(0, 1), population.Reached([1, 1]), 1e-6);
        Assert.Equal(0, population.Reached([0, 0]), 1e-6);
        Assert.Equal(population.Counts[0] * 0.3, population.Reached([0.3, 0]), 1e-6);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void SegmentShares_OfACreator_AreAllOfItsFollowers(int setting)
    {
        var population = Draw(setting, 5);

        Assert.All(Enumerable.Range(0, 5), i =>
            Assert.Equal(1, Enumerable.Range(0, Population.Segments).Sum(segment => (double)population.SegmentShare(i, segment)), 1e-5));
    }

    // The bounds are rigorous, and of two the forecast is exact.
    [Theory]
    [MemberData(nameof(Settings))]
    public void Bounds_OfPairs_HoldTheTruth(int setting)
    {
        foreach (var size in Setting.Sizes)
        {
            var population = Draw(setting, size);
            var (truth, rivals) = (population.Reached(population.Rates), new Rivals(population, population.Rates));

            Assert.InRange(truth, rivals.Lower - 1e-6, rivals.Upper + 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Forecast_OfTwoWithTheirOverlap_IsTheTruth(int setting)
    {
        var population = Draw(setting, 2);
        var net = new Forecasts(BuiltInFitModels.Default.Reach).Net(population, Known.Pairs, population.Rates).Value;

        Assert.Equal(population.Reached(population.Rates), net, 1e-6);
    }

    [Fact]
    public void Forecast_WithoutOverlaps_IsSainsbury()
    {
        var population = Draw(2, 10);
        var net = new Forecasts(BuiltInFitModels.Default.Reach).Net(population, Known.Nothing, population.Rates).Value;

        Assert.Equal(new Rivals(population, population.Rates).Sainsbury, net, 1e-6);
    }

    [Fact]
    public void Overlaps_OfASetting_GrowWithItsNiche()
    {
        double[] shares = [.. Enumerable.Range(0, 3).Select(setting =>
            Setting.All[setting].Draw(2, ValidationOptions.Parse(["--populations", "30"])).Average(population => population.ShareOfSmaller(0, 1)))];

        Assert.InRange(shares[0], 0.05, 0.16);
        Assert.InRange(shares[1], 1.5 * shares[0], 0.32);
        Assert.InRange(shares[2], 1.5 * shares[1], 0.6);
    }

    private static Population Draw(int setting, int creators) => Setting.All[setting].Draw(creators, ValidationOptions.Parse(["--populations", "1"])).Single();
}
