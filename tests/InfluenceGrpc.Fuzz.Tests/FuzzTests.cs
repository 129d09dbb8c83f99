using InfluenceGrpc.Fuzzing;
using InfluenceGrpc.Fuzzing.Calls;
using InfluenceGrpc.Fuzzing.Drawing;

namespace InfluenceGrpc.Fuzz.Tests;

/// <summary>Some cases of each kind, always the same; the command runs more of them.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20261122;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static TheoryData<string> Kinds => [.. FuzzKinds.Names];

    // What was taken, by kind: cases that are all refused at the door show little.
    [Theory]
    [InlineData("frame", 1_000, "OK")]
    [InlineData("csv", 1_000, "all read")]
    [InlineData("scheme", 1_000, "taken")]
    [InlineData("model", 1_000, "taken")]
    [InlineData("brief", 1_500, "read")]
    [InlineData("plan", 1_000, "read")]
    [InlineData("codec", 2_000, "read")]
    [InlineData("bulk", 5_000, "bulk")]
    [InlineData("columns", 5_000, "columns")]
    public async Task RunAsync_FixedSeed_FindsNothing(string kind, int cases, string taken)
    {
        await using var target = await FuzzKinds.OpenAsync(kind).WaitAsync(Patience);

        await AssertNothingFoundAsync(kind, cases, taken, target);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Draw_SameSeed_DrawsTheSameCases(string kind)
    {
        await using var first = await FuzzKinds.OpenAsync(kind).WaitAsync(Patience);
        await using var second = await FuzzKinds.OpenAsync(kind).WaitAsync(Patience);

        for (var number = 0; number < 50; number++)
        {
            Assert.Equal(first.Draw(CaseRandom.Of(kind, Seed, number)).Describe(), second.Draw(CaseRandom.Of(kind, Seed, number)).Describe());
        }

        Assert.NotEqual(first.Draw(CaseRandom.Of(kind, Seed, 1)).Describe(), first.Draw(CaseRandom.Of(kind, Seed + 1, 1)).Describe());
    }

    // A rpc of which no call gets as far as an answer would be fuzzed in name only.
    [Fact]
    public async Task RunAsync_PayloadOfFixedSeed_FindsNothingAndHasEveryRpcAnsweredAndRefused()
    {
        await using var target = new WatchedTarget(await PayloadTarget.StartAsync().WaitAsync(Patience));

        await AssertNothingFoundAsync("payload", 1_500, "OK", target);

        var names = ContractFiles.Rpcs.Select(CallGenerator.NameOf).ToList();
        Assert.True(names.Count >= 20);
        Assert.Empty(names.Except(target.Seen.Where(seen => seen.Verdict.Outcome == "OK").Select(seen => seen.Input.Subject)));
        Assert.Empty(names.Except(target.Seen.Where(seen => seen.Verdict.Outcome == "InvalidArgument").Select(seen => seen.Input.Subject)));
    }

    private static async Task AssertNothingFoundAsync(string kind, int cases, string taken, IFuzzTarget target)
    {
        var report = await new FuzzRun(kind, target, new FuzzBounds(Seed, 0, cases, TimeSpan.MaxValue)).RunAsync(default).WaitAsync(Patience);

        Assert.True(report.Findings.Count == 0, string.Join(Environment.NewLine, report.Findings));
        Assert.Equal(cases, report.Cases);
        var ofTaken = report.Outcomes.Where(outcome => outcome.Key == taken || outcome.Key.EndsWith($": {taken}", StringComparison.Ordinal)).Sum(outcome => outcome.Value);
        Assert.InRange(ofTaken, cases / 10, cases * 9 / 10);
    }
}
