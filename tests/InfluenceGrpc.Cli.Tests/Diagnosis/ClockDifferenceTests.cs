using InfluenceGrpc.Cli.Diagnosis;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Tests.Diagnosis;

public class ClockDifferenceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_NoDates_IsNotTold() => Assert.Null(ClockDifference.Of([Ping(0, null), Ping(1000, null)]));

    // A date of 12:00:00 was looked up from then to a second later, and is up to a second old.
    [Fact]
    public void Of_SeveralCalls_IsWhatAllOfThemAllow()
    {
        var one = ClockDifference.Of([Ping(500, 0)])!;
        var several = ClockDifference.Of([Ping(500, 0), Ping(1200, 1)])!;

        Assert.Equal((TimeSpan.FromMilliseconds(-600, 0), TimeSpan.FromMilliseconds(1500, 0)), (one.Least, one.Most));
        Assert.Equal((TimeSpan.FromMilliseconds(-300, 0), TimeSpan.FromMilliseconds(1500, 0)), (several.Least, several.Most));
        Assert.Equal(FindingState.Ok, several.Judge().State);
    }

    [Theory]
    [InlineData(40, "ahead of this machine's by 39.4 s at least and 41.5 s at most")]
    [InlineData(-40, "behind this machine's by 38.5 s at least and 40.6 s at most")]
    public void Judge_FarApart_SaysWhichWayAndWhatToDo(int ahead, string expected)
    {
        var finding = ClockDifference.Of([Ping(500, ahead)])!.Judge();

        Assert.Equal(FindingState.Note, finding.State);
        Assert.Contains(expected, finding.Found, StringComparison.Ordinal);
        Assert.Contains("set both clocks", finding.ToDo, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.1.0", "0.1.9", FindingState.Ok)]
    [InlineData("0.1.0", "0.2.0", FindingState.Note)]
    [InlineData("1.4.0", "1.2.0-beta.1", FindingState.Ok)]
    [InlineData("1.4.0", "2.0.0", FindingState.Note)]
    public void VersionOf_TwoVersions_SaysWhetherTheyGoTogether(string server, string own, object state) =>
        Assert.Equal(state, ServerFacts.VersionOf(server, own).State);

    private static ServerPing Ping(int sentAtMilliseconds, int? dateSeconds) => new(
        Noon + TimeSpan.FromMilliseconds(sentAtMilliseconds, 0),
        TimeSpan.FromMilliseconds(100, 0),
        dateSeconds is { } seconds ? Noon + TimeSpan.FromSeconds(seconds) : null);
}
