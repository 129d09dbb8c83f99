using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Tests;

public class ProgressDisplayTests
{
    [Theory]
    [InlineData(500, 250, 1000L, 10, "500 rows, 50 a second, 25.0 %, 30.0 s left")]
    [InlineData(5_000_000, 500, 1000L, 100, "5,000,000 rows, 50,000 a second, 50.0 %, 1:40 min left")]
    [InlineData(500, 1000, 1000L, 10, "500 rows, 50 a second, 100.0 %, 0.0 s left")]
    [InlineData(500, 1000, null, 10, "500 rows, 50 a second")]
    [InlineData(0, 0, 1000L, 0, "0 rows, 0 a second")]
    public void Describe_AnyReading_TellsRateAndTimeLeft(long rows, long bytes, long? total, int seconds, string expected) =>
        Assert.Equal(expected, ProgressDisplay.Describe(new ProgressReading(rows, bytes), total, TimeSpan.FromSeconds(seconds)));
}
