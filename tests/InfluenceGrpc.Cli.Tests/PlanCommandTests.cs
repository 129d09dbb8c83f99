using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using static InfluenceGrpc.Cli.Tests.FitOutput;

namespace InfluenceGrpc.Cli.Tests;

/// <summary><c>influence plan</c> against the product's own server.</summary>
public sealed partial class PlanCommandTests(CliServer server) : IClassFixture<CliServer>
{
    [Fact]
    public async Task Plan_File_TellsCandidatesThePlanAndWhatIsCertain()
    {
        var (file, brief) = Sample("golden");

        var run = await CliRun.AsAsync(
            server.Address, "plan", file, "--brief", brief, "--budget", "20,000", "--people", "100000", "--must-have", "flo", "--max-creators", "2");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        var text = run.Output.Replace(server.Folder + "/", "", StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Golden", "plan.txt")), Timing().Replace(text, "in TIME"));
        Assert.Contains("line 5: not a profile in JSON", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output + run.Error);
    }

    [Fact]
    public async Task Plan_FaultsOfFilesOptionsAndServer_NamesThemInOneList()
    {
        var (file, _) = Sample("faults");
        var brief = server.Write("faults.json", "{\n\"topcs\": {}, \"topics\": { \"a\": 7 } }");
        var target = server.Write("target.json", "{ \"dimension\": \"AUDIENCE_DIMENSION_COUNTRIES\",\n\"segments\": [ { \"key\": \"NO\", \"peple\": 5 }, { \"key\": \"XX\", \"people\": 5 } ] }");

        var run = await CliRun.AsAsync(
            server.Address, "plan", file, "--brief", brief, "--universe", target, "--budget", "9999999999999", "--max-creators", "100000", "--model", "foo");

        Assert.Equal((ExitCodes.Usage, ""), (run.ExitCode, run.Output));
        var faults = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] expected =
        [
            $"{brief}: line 2: topcs: there is no such field; did you mean topics?",
            $"{target}: line 2: segments[0].peple: there is no such field; did you mean people?",
            "modelId: the server has no model 'foo'; it has: audience-fit-1",
            $"{brief}: topics[\"a\"]: ",
            $"{brief}: cost: must be given",
            $"{target}: segments[0].people: ",
            $"{target}: segments[1].key: ",
            "--budget: ",
            "--max-creators: must lie in [1, 200]; got 100000.",
        ];
        Assert.Equal("error: The campaign cannot be planned:", faults[0]);
        Assert.Equal(expected.Length, faults.Length - 1);
        Assert.All(expected.Order(StringComparer.Ordinal).Zip(faults[1..].Order(StringComparer.Ordinal)),
            pair => Assert.StartsWith($"  {pair.First}", pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plan_Universe_IsTheTargetInSegments()
    {
        var (file, brief) = Sample("segments");
        var target = server.Write(
            "segments-target.json",
            "// Of two countries.\n{ \"dimension\": \"AUDIENCE_DIMENSION_COUNTRIES\", \"segments\": [ { \"key\": \"NO\", \"people\": 60000 }, { \"key\": \"SE\", \"people\": 40000, }, ] }");

        var run = await CliRun.AsAsync(server.Address, "plan", file, "--brief", brief, "--budget", "20000", "--universe", target);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains("\nthe target is 100,000 people, the budget 20,000 NOK; as many as possible: different people reached in the target\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("The plan: 3 creators for 19,000 NOK; 1,000 NOK left of the budget\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_MustHave_IsTheRowElseTheStoresElseAFault()
    {
        var (file, brief) = Sample("must");
        await CliRun.AsAsync(server.Address, "profiles", "import", server.Write("stored.jsonl", CampaignSample.Candidate("stored", 5000, 2000, 0.9, 1500)));
        string[] args = ["plan", file, "--brief", brief, "--budget", "20000", "--people", "100000"];

        var found = await CliRun.AsAsync(server.Address, [.. args, "--must-have", "bob", "--must-have", "stored", "--must-have", "bob"]);
        var missing = await CliRun.AsAsync(server.Address, [.. args, "--must-have", "bob", "--must-have", "nobody"]);
        var unusable = await CliRun.AsAsync(server.Address, [.. args, "--must-have", "eve", "--must-have", "di"]);

        Assert.Equal(ExitCodes.Success, found.ExitCode);
        Assert.Equal(["* 1 bob", "* 2 stored"], StepRow().Matches(found.Output).Take(2).Select(Describe));
        Assert.Contains("among those that must be in the plan already  1", found.Output, StringComparison.Ordinal);
        Assert.Contains($"'stored' is not in {file}; the server's store is asked for it\n", found.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCodes.Usage, ""), (missing.ExitCode, missing.Output));
        Assert.Contains("error: The campaign cannot be planned:\n  --must-have 'nobody': ", missing.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, unusable.ExitCode);
        Assert.Contains("\n  --must-have 'di': ", unusable.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_Ids_IsThePlanOfTheirProfiles()
    {
        var (file, brief) = Sample("ids");
        await CliRun.AsAsync(server.Address, "profiles", "import", file);
        var ids = server.Write("ids.txt", "ann\nnobody\nbob\ncy\ndi\neve\nflo\n");
        string[] args = ["--brief", brief, "--budget", "14000", "--people", "100000", "--must-have", "flo"];

        var byId = await CliRun.AsAsync(server.Address, ["plan", "--ids", ids, .. args]);
        var byProfile = await CliRun.AsAsync(server.Address, ["plan", file, .. args]);

        Assert.Equal((ExitCodes.Success, ExitCodes.Success), (byId.ExitCode, byProfile.ExitCode));
        Assert.Equal(["* 1 flo", "  2 ann"], StepRow().Matches(byId.Output).Select(Describe));
        Assert.Equal(StepRow().Matches(byProfile.Output).Select(match => match.Value), StepRow().Matches(byId.Output).Select(match => match.Value));
        Assert.Contains("1 creators failed: CREATOR_NOT_FOUND", byId.Output, StringComparison.Ordinal);
        Assert.Contains("line 2: 'nobody': CREATOR_NOT_FOUND", byId.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reach", "different people reached in the target", true)]
    [InlineData("engagements", "engagements in the target", false)]
    [InlineData("credible-reach", "people reached credibly", true)]
    public async Task Plan_Objective_IsWhatThePlanHasMostOf(string objective, string words, bool overlaps)
    {
        var (file, brief) = Sample($"objective-{objective}");
        var output = server.PathOf($"objective-{objective}.csv");

        var run = await CliRun.AsAsync(
            server.Address, "plan", file, "--brief", brief, "--budget", "20000", "--people", "30000", "--objective", objective, "--out", output, "--output", "json");

        using var json = JsonDocument.Parse(run.Output);
        var plan = json.RootElement.GetProperty("plan");
        var rows = await RowsAsync(output);
        Assert.Equal(["ann", "bob", "flo"], rows.Select(row => row["creator_id"]).Order());
        Assert.Equal(plan.GetProperty("objectiveValue").GetDouble(), Number(rows[^1]["value_so_far"]), 1e-6);
        Assert.Equal(19000, Number(rows[^1]["cost_so_far"]));
        Assert.Equal(19000, rows.Sum(row => Number(row["price"])));
        Assert.All(rows, row => Assert.Equal(("NOK", "false"), (row["currency"], row["must_have"])));
        var table = await CliRun.AsAsync(server.Address, "plan", file, "--brief", brief, "--budget", "20000", "--people", "30000", "--objective", objective);
        Assert.Contains($"as many as possible: {words}\n", table.Output, StringComparison.Ordinal);

        // People reached twice count once, engagements do not: only there is the whole the sum of what each has alone.
        var gross = plan.GetProperty("forecast").GetProperty("grossInTargetReach").GetProperty("value").GetDouble();
        Assert.Equal(overlaps, plan.GetProperty("forecast").GetProperty("netInTargetReach").GetProperty("value").GetDouble() < gross && objective != "engagements");
    }

    [Fact]
    public async Task Plan_OutPiped_WritesStepsAndTellsOnStandardError()
    {
        var (file, brief) = Sample("piped");

        var run = await CliRun.AsAsync(server.Address, "plan", file, "--brief", brief, "--budget", "20000", "--people", "100000", "--out", "-");

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("step,creator_id,must_have,price,cost_so_far,currency,gain,value_so_far,score", lines[0]);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("1,ann,false,8000,8000,NOK,", lines[1], StringComparison.Ordinal);
        Assert.Contains("The plan: 3 creators for 19,000 NOK", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_WideCharacters_TakeTwoColumns()
    {
        var brief = server.Write("wide-brief.json", CampaignSample.Brief);
        var file = server.Write("wide.jsonl", CampaignSample.Candidate("\u65e5\u672c", 20_000, 6000, 0.9, 8000) + CampaignSample.Candidate("ann\u202e", 20_000, 5000, 0.9, 8000));

        var run = await CliRun.AsAsync(server.Address, "plan", file, "--brief", brief, "--budget", "20000", "--people", "100000");

        Assert.Contains("\n  1  \u65e5\u672c       8,000 ", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n  2  ann\\u202e  8,000 ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_BadRowsAndStrict_ReportsAndFails()
    {
        var (file, brief) = Sample("strict");
        var bad = server.PathOf("strict-bad.csv");
        string[] args = ["plan", file, "--brief", brief, "--budget", "20000", "--people", "100000", "--bad-rows", bad];

        var lenient = await CliRun.AsAsync(server.Address, args);
        var strict = await CliRun.AsAsync(server.Address, [.. args, "--strict"]);

        Assert.Equal((ExitCodes.Success, ExitCodes.RowsFailed), (lenient.ExitCode, strict.ExitCode));
        Assert.Contains("1 bad rows were left out", strict.Output, StringComparison.Ordinal);
        Assert.StartsWith("5,", (await File.ReadAllLinesAsync(bad))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_Json_IsThePlanWithItsCounts()
    {
        var (file, brief) = Sample("json");

        var run = await CliRun.AsAsync(
            server.Address, "plan", file, "--brief", brief, "--budget", "20000", "--people", "100000", "--max-creators", "1", "--output", "json");

        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.Equal((6, 3), (root.GetProperty("looked_at").GetInt32(), root.GetProperty("candidates").GetInt32()));
        Assert.Equal(1, root.GetProperty("ineligible").GetProperty("too_few_followers").GetInt32());
        Assert.Equal((1, 1), (root.GetProperty("dropped").GetProperty("price_unknown").GetInt32(), root.GetProperty("dropped").GetProperty("too_expensive").GetInt32()));
        Assert.Equal("ann", root.GetProperty("plan").GetProperty("steps")[0].GetProperty("creatorId").GetString());
        Assert.Equal(0, root.GetProperty("plan").GetProperty("next").TryGetProperty("missingBudget", out var missing) ? missing.GetDouble() : 0);
    }

    [Theory]
    [InlineData("c.jsonl --budget 1", "Say how many people the target has")]
    [InlineData("c.jsonl --budget 1 --people 5 --universe t.json", "not with both")]
    [InlineData("c.jsonl --budget 2,5 --people 5", "--budget is '2,5'; it must be an amount such as 250000, 250,000, 250 000 or 1999.50.")]
    [InlineData("c.jsonl --budget 60.000 --people 5", "--budget: 60.000 can be 60 or 60,000: write 60000 or 60.00.")]
    [InlineData("c.jsonl --budget 5 --people 12.345", "--people: 12.345 can be 12.345 or 12,345: write 12345 or 12.3450.")]
    [InlineData("c.jsonl --budget 1.234.567 --people 5", "--budget is '1.234.567'; it must be an amount such as")]
    [InlineData("c.jsonl --budget 1 --people -5", "--people is '-5'")]
    [InlineData("c.jsonl --people 5", "--budget")]
    [InlineData("c.jsonl --budget 1 --people 5 --max-creators 0", "--max-creators is '0'; it must be a whole number of at least 1, and at most what 'influence info' tells.")]
    [InlineData("c.jsonl --budget 1 --people 5 --max-creators 1.5", "--max-creators is '1.5'; it must be a whole number of at least 1")]
    [InlineData("c.jsonl --budget 1 --people 5 --max-creators 99999999999", "--max-creators is '99999999999'; it must be a whole number of at least 1")]
    [InlineData("c.jsonl --budget 1 --people 0", "--people: must lie in [1, 10,000,000,000]")]
    [InlineData("c.jsonl --budget 1 --people 5 --must-have di", "--must-have 'di': has no price for what the brief buys, in its currency; give it one under 'prices' in its row or profile.")]
    [InlineData("c.jsonl --budget 9 --people 5 --must-have ann --must-have bob", "--must-have: cost 14,000 NOK together, and the budget is 9 NOK.")]
    [InlineData("c.jsonl --budget 99999 --people 5 --max-creators 1 --must-have ann --must-have bob", "--must-have: must be at most --max-creators, 1; got 2.")]
    [InlineData("c.jsonl --budget 1 --people 5 --objective fame", "fame")]
    [InlineData("c.jsonl --budget 1 --people 5 --ids i.txt", "Name a file of creators or one of ids with --ids, not both.")]
    [InlineData("c.jsonl --budget 1 --people 5 --max-age 7d", "go with --ids")]
    [InlineData("c.jsonl --budget 1 --people 5 --out c.jsonl", "--out would overwrite the input")]
    [InlineData("c.jsonl --budget 1 --people 5 --out b.json", "--out would overwrite the input")]
    [InlineData("c.jsonl --budget 1 --universe t.json --out t.json", "--out would overwrite the input")]
    [InlineData("c.jsonl --budget 1 --universe t.json --bad-rows t.json", "--bad-rows would overwrite the input")]
    [InlineData("c.jsonl --budget 1 --universe none.json", "There is no file")]
    [InlineData("none.jsonl --budget 1 --people 5", "There is no file")]
    [InlineData("- --budget 1 --universe -", "Standard input can hold the candidates, the brief or the target, not two of them.")]
    [InlineData("- --budget 1 --people 5 --must-have a", "name a file that can be read twice, not standard input")]
    [InlineData("--budget 1 --people 5", "Name a file of creators, or a file of ids with --ids.")]
    [InlineData("c.jsonl --budget 1 --people 0.5", "--people: ")]
    public async Task Plan_CannotBeDone_ReturnsUsageAndSaysWhy(string line, string expected)
    {
        var candidates = server.Write("c.jsonl", CampaignSample.Candidates);
        server.Write("i.txt", "ann\n");
        server.Write("t.json", "{ \"people\": 100 }");
        var brief = server.Write("b.json", CampaignSample.Brief);
        var args = line.Split(' ').Select(arg => Path.GetExtension(arg) is ".jsonl" or ".json" or ".txt" ? server.PathOf(arg) : arg);

        var run = await CliRun.AsAsync(server.Address, ["plan", .. args, "--brief", brief]);

        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCodes.Usage, ""), (run.ExitCode, run.Output));
        Assert.Equal(CampaignSample.Candidates, await File.ReadAllTextAsync(candidates));
    }

    [Fact]
    public async Task Plan_NoServer_ReturnsUnreachable()
    {
        var (file, brief) = Sample("alone");

        var run = await CliRun.AsAsync(new Uri("http://127.0.0.1:1"), "plan", file, "--brief", brief, "--budget", "1", "--people", "5");

        Assert.Equal(ExitCodes.Unreachable, run.ExitCode);
        Assert.Contains("no server at http://127.0.0.1:1/", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_SampleCandidates_StayWithinTheBudget()
    {
        var output = server.PathOf("sample-plan.csv");

        var run = await CliRun.AsAsync(
            server.Address, "plan", Path.Combine(CampaignSample.Folder, "creators.jsonl"), "--brief", Path.Combine(CampaignSample.Folder, "..", "briefs", "no-trail-shoe.json"),
            "--budget", "60,000", "--universe", Path.Combine(CampaignSample.Folder, "norway.json"), "--out", output);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        var rows = await RowsAsync(output);
        Assert.InRange(rows.Count, 3, 50);
        Assert.InRange(Number(rows[^1]["cost_so_far"]), 45_000, 60_000);
        Assert.Equal(rows.Select(row => Number(row["gain"])).OrderDescending(), rows.Select(row => Number(row["gain"])));
    }

    [Fact]
    public async Task Plan_Interrupted_LeavesNoFileBehind()
    {
        using var cancel = new CancellationTokenSource();
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(i => CampaignSample.Candidate(string.Create(CultureInfo.InvariantCulture, $"c{i}"), 5000, 1000, 0.9, 100)));
        using var input = new StallingStream(Encoding.UTF8.GetBytes(rows));
        var brief = server.Write("interrupted.json", CampaignSample.Brief);
        var output = server.PathOf("interrupted.csv");

        var running = CliRun.AsAsync(
            server.Address, input, cancel.Token, "plan", "-", "--jsonl", "--brief", brief, "--budget", "500", "--people", "5000", "--no-progress", "--out", output);
        await input.Stalled.WaitAsync(TimeSpan.FromSeconds(30));
        await cancel.CancelAsync();
        var run = await running.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal((ExitCodes.Interrupted, $"error: interrupted; '{output}' was not written.\n"), (run.ExitCode, run.Error));
        Assert.Empty(Directory.GetFiles(server.Folder, "interrupted.csv*"));
    }

    private (string File, string Brief) Sample(string name) =>
        (server.Write($"{name}.jsonl", CampaignSample.Candidates), server.Write($"{name}.json", CampaignSample.Brief));

    private static string Describe(Match match) => $"{(match.Value[0] == '*' ? '*' : ' ')} {match.Groups["number"].Value} {match.Groups["id"].Value}";

    [GeneratedRegex(@"^[* ] +(?<number>[0-9]+)  (?<id>\w+) +[0-9,]+ +[0-9,]+ +[0-9,]+ +[0-9,]+ +[#.]+ *$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StepRow();

    [GeneratedRegex(@"in [0-9.:]+ (s|min)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Timing();
}
