using System.Globalization;
using System.Text;
using System.Text.Json;
using InfluenceGrpc.Cli.Input;
using static InfluenceGrpc.Cli.Tests.FitOutput;

namespace InfluenceGrpc.Cli.Tests;

/// <summary><c>influence score</c> from the file to the terminal, against the product's own server.</summary>
public sealed class ScoreCommandTests(CliServer server) : IClassFixture<CliServer>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);


    [Fact]
    public async Task Score_File_TellsEligibilityDistributionAndTheBest()
    {
        var (file, brief) = Sample("summary");

        var run = await CliRun.AsAsync(server.Address, "score", file, "--brief", brief);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        var text = Timing().Replace(run.Output.Replace(server.Folder + "/", "", StringComparison.Ordinal), "TIME");
        Assert.StartsWith(
            "summary.csv: 5 creators scored in TIME\nagainst \"Trail shoes\" by audience-fit-1 (version 1)\n2 bad rows were left out\n",
            text,
            StringComparison.Ordinal);
        Assert.Matches(@"\n  eligible +3  60\.0 %  #{24}\n", text);
        Assert.Matches(@"\n  not eligible +2  40\.0 %  #{16}\n", text);
        Assert.Matches(@"\n    too few followers +1  20\.0 %", text);
        Assert.Matches(@"\n    followers unknown +1  20\.0 %", text);
        Assert.Equal(5, Bin().Matches(text).Sum(match => int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture)));
        Assert.Equal(10, Bin().Count(text));
        Assert.Contains("The best 3 of 3 eligible creators\n", text, StringComparison.Ordinal);
        Assert.Equal(["ann", "bob", "flo"], TopRow().Matches(text).Select(match => match.Groups["id"].Value));
        Assert.Contains("line 6: column 'followers': 'abc' is not a follower count\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 8: there is no creator id\n", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output + run.Error);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Score_Out_KeepsRowsAndAddsColumns(bool components)
    {
        var (file, brief) = Sample("out");
        var output = server.PathOf($"out-{components}.csv");

        var run = await CliRun.AsAsync(
            server.Address, ["score", file, "--brief", brief, "--out", output, .. components ? new[] { "--components" } : []]);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        var (lines, input) = (await File.ReadAllLinesAsync(output), FitSample.Creators.Split('\n'));
        var parts = components ? string.Concat(Parts.Split(',').Select(part => $",{part}_points,{part}_state")) : "";
        Assert.Equal($"{input[0]},score,lower,upper,coverage,eligible,ineligibilities,cautions,target_share{parts},error", lines[0]);
        int[] read = [1, 2, 3, 4, 6];
        Assert.All(read.Zip(lines[1..]), pair => Assert.StartsWith(input[pair.First] + ",", pair.Second, StringComparison.Ordinal));
        var rows = await RowsAsync(output);
        Assert.Equal(["true", "true", "false", "false", "true"], rows.Select(row => row["eligible"]));
        Assert.Equal(["", "", "too_few_followers", "followers_unknown", ""], rows.Select(row => row["ineligibilities"]));
        Assert.All(rows, row => Assert.InRange(Number(row["score"]), Number(row["lower"]), Number(row["upper"])));
        Assert.Equal(0.7, Number(rows[0]["target_share"]), 1e-6);
        Assert.All(rows, row => Assert.Equal("", row["error"]));
        if (components)
        {
            Assert.All(rows, row => Assert.Equal(Number(row["score"]), Parts.Split(',').Sum(part => Number(row[$"{part}_points"])), 1e-9));
            Assert.Equal(("known", "not_asked", "imputed"), (rows[0]["niche_state"], rows[0]["cost_state"], rows[3]["size_state"]));
        }

        Assert.Empty(Directory.GetFiles(server.Folder, "*.partial"));
    }

    [Fact]
    public async Task Score_ServerRefusesARow_KeepsItWithItsError()
    {
        var file = server.Write("refused.csv", "id,followers,topics\nann,12000,sport/running:0.8\nbad,500,sport:0.9|food:0.9\n");
        var brief = server.Write("refused.json", FitSample.Brief);
        var (output, bad) = (server.PathOf("refused-out.csv"), server.PathOf("refused-bad.csv"));

        var run = await CliRun.AsAsync(server.Address, "score", file, "--brief", brief, "--out", output, "--bad-rows", bad, "--strict");

        Assert.Equal(ExitCodes.RowsFailed, run.ExitCode);
        Assert.Equal("bad,500,sport:0.9|food:0.9,,,,,,,,,INVALID_PROFILE", (await File.ReadAllLinesAsync(output))[2]);
        Assert.Contains("line 3: 'bad': INVALID_PROFILE: topics: must have shares that sum to at most 1.001", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 creators failed: INVALID_PROFILE", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("3,", (await File.ReadAllLinesAsync(bad))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_Ids_AnswersAsTheirProfilesAndNamesTheMissing()
    {
        var (file, brief) = Sample("ids");
        await CliRun.AsAsync(server.Address, "profiles", "import", file);
        var ids = server.Write("ids.txt", "ann\nnobody\nflo\n");
        var (byId, byProfile) = (server.PathOf("by-id.csv"), server.PathOf("by-profile.csv"));

        var run = await CliRun.AsAsync(server.Address, "score", "--ids", ids, "--brief", brief, "--out", byId);
        await CliRun.AsAsync(server.Address, "score", file, "--brief", brief, "--out", byProfile);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        var (rows, expected) = (await RowsAsync(byId), await RowsAsync(byProfile));
        Assert.Equal(["ann", "nobody", "flo"], rows.Select(row => row["creator_id"]));
        Assert.Equal([expected[0]["score"], "", expected[4]["score"]], rows.Select(row => row["score"]));
        Assert.Equal(["", "CREATOR_NOT_FOUND", ""], rows.Select(row => row["error"]));
        Assert.Contains("line 2: 'nobody': CREATOR_NOT_FOUND", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_Jsonl_WritesIdsWithScores()
    {
        var file = server.Write("lines.jsonl", "{\"creatorId\":\"a,b\",\"followers\":\"5000\"}\nno json\n{\"creatorId\":\"c\",\"topics\":{\"sport/running\":1}}\n");
        var brief = server.Write("lines.json", FitSample.Brief);

        var run = await CliRun.AsAsync(server.Address, "score", file, "--brief", brief, "--out", "-");

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("creator_id,score,", lines[0], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("\"a,b\",", lines[1], StringComparison.Ordinal);
        Assert.Contains("2 creators scored", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 2: not a profile in JSON", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_JsonlWithoutId_KeepsTheRowWithItsError()
    {
        var file = server.Write("nameless.jsonl", "{\"creatorId\":\"a\",\"followers\":\"5000\"}\n{}\n{\"followers\":\"7\"}\nno json\n");
        var brief = server.Write("nameless.json", FitSample.Brief);
        var (output, bad) = (server.PathOf("nameless-out.csv"), server.PathOf("nameless-bad.csv"));

        var run = await CliRun.AsAsync(server.Address, "score", file, "--brief", brief, "--out", output, "--bad-rows", bad);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Equal([",,,,,,,,,INVALID_PROFILE", ",,,,,,,,,INVALID_PROFILE"], (await File.ReadAllLinesAsync(output))[2..]);
        using var table = await CsvTable.OpenAsync(File.OpenRead(bad), ',', default);
        List<(string Line, string Reason, string Raw)> rows = [];
        while (await table.ReadAsync(default))
        {
            rows.Add((table.Cell(0).ToString(), table.Cell(1).ToString().Split(':')[0], table.Cell(2).ToString()));
        }

        Assert.Equal(
            [("2", "INVALID_PROFILE", "{}"), ("3", "INVALID_PROFILE", "{\"followers\":\"7\"}"), ("4", "not a profile in JSON", "no json")],
            rows.OrderBy(row => row.Line));
    }

    [Fact]
    public async Task Score_JustIdsAsFile_PointsToTheOptionForThem()
    {
        var (file, brief) = (server.Write("just-ids.csv", "creator_id\nann\n"), server.Write("just-ids.json", FitSample.Brief));

        var run = await CliRun.AsAsync(server.Address, "score", file, "--brief", brief);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("A file of ids alone goes with --ids", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("score F --brief -")]
    [InlineData("score - --brief B")]
    [InlineData("score - --brief B --out O")]
    public async Task AnyCommand_Interrupted_SaysWhatIsNotWritten(string line)
    {
        var (file, brief) = Sample("late");
        var output = server.PathOf("late-out.csv");
        using var input = new StallingStream("id,followers\na,5000\n"u8.ToArray());
        using var interrupt = new CancellationTokenSource();
        var args = line.Split(' ').Select(word => word switch { "F" => file, "B" => brief, "O" => output, _ => word });

        var running = CliRun.AsAsync(server.Address, input, interrupt.Token, [.. args]);
        await input.Stalled.WaitAsync(Patience);
        await interrupt.CancelAsync();
        var run = await running.WaitAsync(Patience);

        Assert.Equal(ExitCodes.Interrupted, run.ExitCode);
        var told = line.EndsWith('O') ? $"error: interrupted; '{output}' was not written.\n" : "error: interrupted.\n";
        Assert.EndsWith(told, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_Json_AddsUp()
    {
        var (file, brief) = Sample("json");

        var run = await CliRun.AsAsync(server.Address, "score", file, "--brief", brief, "--output", "json", "--top", "2");

        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.Equal((5, 3, 2), (root.GetProperty("scored").GetInt32(), root.GetProperty("eligible").GetInt32(), root.GetProperty("bad_rows").GetInt32()));
        Assert.Equal(5, root.GetProperty("histogram").EnumerateArray().Sum(bin => bin.GetInt32()));
        Assert.Equal(["ann", "bob"], root.GetProperty("top").EnumerateArray().Select(creator => creator.GetProperty("creator_id").GetString()));
    }

    [Theory]
    [InlineData("score")]
    [InlineData("rank")]
    public async Task AnyOutput_Interrupted_LeavesNoFile(string command)
    {
        var brief = server.Write($"{command}-cut.json", FitSample.Brief);
        var output = server.PathOf($"{command}-cut.csv");
        using var input = new StallingStream(Encoding.UTF8.GetBytes("id,followers\n" + string.Concat(Enumerable.Repeat("a,5000\n", 20_000))));
        using var interrupt = new CancellationTokenSource();

        var running = CliRun.AsAsync(server.Address, input, interrupt.Token, command, "-", "--brief", brief, "--out", output);
        await input.Stalled.WaitAsync(Patience);
        await interrupt.CancelAsync();
        var run = await running.WaitAsync(Patience);

        Assert.Equal(ExitCodes.Interrupted, run.ExitCode);
        Assert.Empty(Directory.GetFiles(server.Folder, $"{command}-cut.csv*"));
    }

    [Theory]
    [InlineData("score", "Name a file of creators, or a file of ids with --ids.")]
    [InlineData("score F --ids F", "not both")]
    [InlineData("score F --components", "--components goes with --out")]
    [InlineData("score F --allow-stale", "go with --ids")]
    [InlineData("score F --top -1", "--top must be 0 to 10,000: give")]
    [InlineData("score F --out F", "--out would overwrite the input")]
    [InlineData("score F --out B", "--out would overwrite the input")]
    [InlineData("score F --explain ann --out x.csv", "--explain shows one creator and writes no file")]
    [InlineData("score F --bad-rows -", "--bad-rows cannot be -: standard output is for results.")]
    [InlineData("rank F --out - --bad-rows -", "--bad-rows cannot be -")]
    [InlineData("classify F --bad-rows -", "--bad-rows cannot be -")]
    [InlineData("profiles import F --bad-rows -", "--bad-rows cannot be -")]
    [InlineData("score .", "'.' is a folder: name a file.")]
    [InlineData("score none.csv", "There is no file")]
    [InlineData("rank F --count 0", "--count must be at least 1: give")]
    public async Task AnyCommand_CannotBeDone_ReturnsUsageAndSaysWhy(string line, string expected)
    {
        var (file, brief) = Sample("usage");
        var args = line.Split(' ').Select(word => word switch { "F" => file, "B" => brief, _ => word });

        var asksForFit = line.StartsWith("score", StringComparison.Ordinal) || line.StartsWith("rank", StringComparison.Ordinal);
        var run = await CliRun.AsAsync(server.Address, [.. args, .. asksForFit ? new[] { "--brief", brief } : []]);

        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
    }

    private (string File, string Brief) Sample(string name) =>
        (server.Write($"{name}.csv", FitSample.Creators), server.Write($"{name}.json", FitSample.Brief));
}
