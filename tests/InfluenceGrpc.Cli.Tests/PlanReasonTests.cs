namespace InfluenceGrpc.Cli.Tests;

/// <summary>What <c>influence plan</c> says of creators that are not in the plan.</summary>
public sealed class PlanReasonTests(CliServer server) : IClassFixture<CliServer>
{
    [Fact]
    public async Task Plan_NothingAffordable_SaysSo()
    {
        var (file, brief) = Sample("poor");
        var output = server.PathOf("poor-out.csv");

        var run = await CliRun.AsAsync(server.Address, "plan", file, "--brief", brief, "--budget", "0", "--people", "100000", "--out", output);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains("There is no plan: none of 7 creators can be in it. The most frequent reason: costs more than there is (4).\n", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n    costs more than there is +4 ", run.Output);
        Assert.Single(await File.ReadAllLinesAsync(output));
    }

    [Theory]
    [InlineData("", "there are no candidates.")]
    [InlineData("cy", "no creator meets the brief.")]
    [InlineData("di", "the price of no creator is known.")]
    [InlineData("eve", "no creator is affordable.")]
    [InlineData("ann", "nobody among the creators is known to reach the segments 'DK', 'FI'.")]
    [InlineData("cy,ann", "none of 2 creators can be in it. The most frequent reason: does not meet the brief (1). Those that add nothing (1) are not known to reach the segments 'DK', 'FI'.")]
    public async Task Plan_Nobody_SaysWhyByTheCounts(string creators, string why)
    {
        var brief = server.Write("nobody-brief.json", CampaignSample.Brief);
        var rows = CampaignSample.Candidates.Split('\n').Where(row => creators.Split(',').Any(id => row.StartsWith($"{{\"creatorId\":\"{id}\"", StringComparison.Ordinal)));
        var file = server.Write("nobody.jsonl", string.Join('\n', rows));
        var target = server.Write("nobody-target.json", """{ "dimension": "AUDIENCE_DIMENSION_COUNTRIES", "segments": [ { "key": "DK", "people": 500 }, { "key": "FI", "people": 500 } ] }""");

        var run = await CliRun.AsAsync(server.Address, "plan", file, "--brief", brief, "--budget", "50000", "--universe", target);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.EndsWith($"\n\nThere is no plan: {why}\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("19000", "Next: no candidate is left that adds anything; 1 creator was none, because it costs more than there is.\n")]
    [InlineData("7 000", "Next: no candidate is left that adds anything; 2 creators were none, because they cost more than there is.\n")]
    public async Task Plan_OthersCostMoreThanThereIs_SaysSoOfWhoComesNext(string budget, string expected)
    {
        var (file, brief) = Sample("dear");
        var only = budget == "19000" ? file : server.Write("dear-few.jsonl", string.Join('\n', CampaignSample.Candidates.Split('\n').Where(row => !row.Contains("\"flo\"", StringComparison.Ordinal))));

        var run = await CliRun.AsAsync(server.Address, "plan", only, "--brief", brief, "--budget", budget, "--people", "100000");

        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_CreatorThatComesTwice_CountsByItsFirstRowAlsoAsMustHave()
    {
        var brief = server.Write("twice-brief.json", CampaignSample.Brief);
        var rows = CampaignSample.Candidate("ann", 20_000, 3000, 0.3, 8000) + CampaignSample.Candidate("ann", 20_000, 6000, 0.9, 100) + CampaignSample.Candidate("bob", 15_000, 5000, 0.8, 6000);
        string[] args = ["plan", server.Write("twice.jsonl", rows), "--brief", brief, "--budget", "20000", "--people", "100000"];

        var free = await CliRun.AsAsync(server.Address, args);
        var bound = await CliRun.AsAsync(server.Address, [.. args, "--must-have", "ann"]);

        Assert.Matches(@"\n  2  ann +8,000 ", free.Output);
        Assert.Matches(@"\n    sent before +1 ", free.Output);
        Assert.Matches(@"\n\* 1  ann +8,000 ", bound.Output);
        Assert.Contains($"'ann' has 2 rows in {args[1]}; the first counts, on line 1\n", bound.Error, StringComparison.Ordinal);
    }

    private (string File, string Brief) Sample(string name) =>
        (server.Write($"{name}.jsonl", CampaignSample.Candidates), server.Write($"{name}.json", CampaignSample.Brief));
}
