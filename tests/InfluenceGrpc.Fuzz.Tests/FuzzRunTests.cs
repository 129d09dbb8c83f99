using InfluenceGrpc.Fuzzing;

namespace InfluenceGrpc.Fuzz.Tests;

/// <summary>That what is wrong is found, told and made small.</summary>
public sealed class FuzzRunTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task RunAsync_TargetThatThrows_TellsSeedCaseAndTheByteThatDoesIt()
    {
        var report = await RunAsync(new PlantedTarget(bytes => bytes.Contains((byte)7) ? throw new InvalidOperationException("seven") : null), 2_000);

        var finding = Assert.Single(report.Findings);
        Assert.Equal(2_000, report.Cases);
        Assert.True(report.Faulty > 1);
        Assert.Equal([7], finding.Smallest.Parts[^1]);
        Assert.Contains($"seed 5, case {finding.Number}: InvalidOperationException: seven", finding.ToString(), StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(finding.Input.Parts[^1]), finding.ToString(), StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String([7]), finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_TwoCauses_TellsEachOnce()
    {
        var report = await RunAsync(new PlantedTarget(bytes => bytes[0] switch { < 20 => $"low: {bytes[0]}", > 230 => $"high: {bytes[0]}", _ => null }), 2_000);

        Assert.Equal(["high: #", "low: #"], report.Findings.Select(finding => Finding.CauseOf(finding.Fault)).Order());
    }

    [Fact]
    public async Task RunAsync_NothingWrong_FindsNothing()
    {
        var report = await RunAsync(new PlantedTarget(_ => null), 100);

        Assert.Empty(report.Findings);
        Assert.Equal(100, report.Cases);
        Assert.Contains("100 cases, 0 found", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_OneCaseOfAFinding_ShowsItAgain()
    {
        Func<byte[], string?> fault = bytes => bytes.Length == 59 ? "59 bytes" : null;
        var finding = Assert.Single((await RunAsync(new PlantedTarget(fault), 2_000)).Findings);

        var again = await new FuzzRun("planted", new PlantedTarget(fault), new FuzzBounds(5, finding.Number, 1, TimeSpan.MaxValue)).RunAsync(default).WaitAsync(Patience);

        Assert.Equal(finding.Input.Parts[^1], Assert.Single(again.Findings).Input.Parts[^1]);
    }

    private static Task<FuzzReport> RunAsync(PlantedTarget target, int cases) =>
        new FuzzRun("planted", target, new FuzzBounds(5, 0, cases, TimeSpan.MaxValue)).RunAsync(default).WaitAsync(Patience);
}
