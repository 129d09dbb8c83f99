using InfluenceGrpc.Performance.Measuring;
using InfluenceGrpc.Performance.Reporting;

namespace InfluenceGrpc.Performance.Tests;

public sealed class StatisticsTests
{
    [Fact]
    public void Median_AnyNumber_IsTheMiddle()
    {
        Assert.Equal((2, 2.5), (Statistics.Median([3, 1, 2]), Statistics.Median([4, 1, 2, 3])));
        Assert.True(double.IsNaN(Statistics.Median([])), "there is no middle of nothing");
    }

    [Fact]
    public void Percentile_OfAHundred_IsTheOneThatTheShareDoesNotExceed()
    {
        var values = Enumerable.Range(1, 100).Select(value => (double)value).Reverse().ToArray();

        Assert.Equal((50, 99, 100), (Statistics.Percentile(values, 0.5), Statistics.Percentile(values, 0.99), Statistics.Percentile(values, 0.999)));
        Assert.Equal(0, Statistics.Percentile([], 0.5));
    }

    [Fact]
    public void Ratio_MachineThatSlowsDown_ComparesNeighbours()
    {
        var results = new Results();
        foreach (var (slowness, factor) in new[] { (1.0, 2.0), (8.0, 3.0), (64.0, 2.0) })
        {
            results.Add("one", new Reading(0, slowness * factor, 0, 0));
            results.Add("other", new Reading(0, slowness, 0, 0));
        }

        Assert.Equal(2, results.Ratio("one", "other", reading => reading.ServerNanos));
        Assert.True(double.IsNaN(results.Ratio("one", "never measured", reading => reading.ServerNanos)));
    }

    [Theory]
    [InlineData(20, true, "met")]
    [InlineData(20.1, true, "not met")]
    [InlineData(20, false, "met")]
    [InlineData(19.9, false, "not met")]
    [InlineData(double.NaN, true, "not measured")]
    public void Goal_AtItsLimitAndBeyond_SaysSo(double measured, bool isMost, string said) =>
        Assert.Equal(said, new Goal("P0", "", measured, 20, isMost, Figures.Nanos, "").Row[^1]);

    [Theory]
    [InlineData(12.34, "12.3 ns")]
    [InlineData(123.4, "123 ns")]
    [InlineData(12_345, "12.35 µs")]
    [InlineData(double.NaN, "not measured")]
    public void Nanos_AnySize_HasItsUnit(double nanos, string written) => Assert.Equal(written, Figures.Nanos(nanos));

    [Theory]
    [InlineData(1_234_567, "1,230,000")]
    [InlineData(999, "999")]
    [InlineData(double.NaN, "not measured")]
    public void Many_AnyNumber_HasThreeDigits(double number, string written) => Assert.Equal(written, Figures.Many(number));
}
