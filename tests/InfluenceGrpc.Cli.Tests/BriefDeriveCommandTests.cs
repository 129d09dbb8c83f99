using Influence.V1;

namespace InfluenceGrpc.Cli.Tests;

/// <summary><c>influence brief derive</c>.</summary>
public sealed class BriefDeriveCommandTests(CliServer server) : IClassFixture<CliServer>
{
    [Fact]
    public async Task Derive_Examples_WritesABriefThatCheckAndScoreTake()
    {
        var liked = server.Write("liked.csv", Runners("topics,countries", i => $"sport/running:0.{5 + (i % 4)}|travel:0.1,NO:0.{4 + (i % 5)}"));
        var others = server.Write("others.csv", Runners("topics,countries", i => $"food:0.{5 + (i % 4)},SE:0.{4 + (i % 5)}", 100));
        var path = server.PathOf("derived.json");

        var run = await CliRun.AsAsync(
            server.Address, "brief", "derive", liked, "--background", others, "--title", "More & more", "--brand", "Tursko & Sekk", "--out", path);
        var check = await CliRun.AsAsync(server.Address, "brief", "check", path);
        var score = await CliRun.AsAsync(server.Address, "score", liked, "--brief", path, "--output", "json");

        Assert.Equal((ExitCodes.Success, ExitCodes.Success, ExitCodes.Success), (run.ExitCode, check.ExitCode, score.ExitCode));
        Assert.StartsWith("A brief from 20 examples, against 100 background creators\n", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n  topics +20  yes +sport/running x[0-9.,]+ \([0-9.]+ % against [0-9.]+ %\)", run.Output);
        var text = await File.ReadAllTextAsync(path);
        Assert.Contains("\"title\": \"More & more\"", text, StringComparison.Ordinal);
        var brief = Brief.Parser.ParseJson(text);
        Assert.Equal(("Tursko & Sekk", "sport/running"), (brief.Brand, brief.Topics.MaxBy(topic => topic.Value).Key));
        Assert.All(brief.Topics.Values, weight => Assert.Equal(weight, Math.Round(weight, 6)));
        Assert.Contains("\"scored\": 20", score.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Derive_Ids_AnswersAsTheirProfiles()
    {
        var liked = server.Write("kept.csv", Runners("topics", i => $"sport/running:0.{5 + (i % 4)}"));
        await CliRun.AsAsync(server.Address, "profiles", "import", liked);
        var ids = server.Write("kept.txt", string.Concat(Enumerable.Range(0, 20).Select(i => $"r{i}\n")));

        var byProfile = await CliRun.AsAsync(server.Address, "brief", "derive", liked);
        var byId = await CliRun.AsAsync(server.Address, "brief", "derive", "--ids", ids);

        Assert.Equal((ExitCodes.Success, byProfile.Output), (byId.ExitCode, byId.Output));
        Assert.Equal("sport/running", Brief.Parser.ParseJson(byProfile.Output).Topics.Single().Key);
        Assert.Contains("\nA brief from 20 examples", byProfile.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Derive_FileIsThere_IsReplacedOnlyWhenTold()
    {
        var liked = server.Write("again.csv", Runners("topics", i => $"sport/running:0.{5 + (i % 4)}"));
        var path = server.Write("edited.json", "{ \"title\": \"edited\" }");

        var run = await CliRun.AsAsync(server.Address, "brief", "derive", liked, "--out", path);
        var kept = await File.ReadAllTextAsync(path);
        var told = await CliRun.AsAsync(server.Address, "brief", "derive", liked, "--out", path, "--overwrite");

        Assert.Equal((ExitCodes.Usage, ExitCodes.Success), (run.ExitCode, told.ExitCode));
        Assert.Equal($"error: There is a file '{path}' already: name another, or replace it with --overwrite.\n", run.Error);
        Assert.Equal("{ \"title\": \"edited\" }", kept);
        Assert.Contains("sport/running", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Derive_UnknownId_NamesItsLine()
    {
        var ids = server.Write("unknown-ids.txt", "never-stored-1\nnever-stored-2\nnever-stored-3\n");

        var run = await CliRun.AsAsync(server.Address, "brief", "derive", "--ids", ids);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("  line 2: 'never-stored-2': ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Derive_BadExamples_NamesTheirLines()
    {
        var liked = server.Write("bad-liked.csv", "id,followers,topics\na,1,sport:1\nb,x,\nc,3,sport:0.9|food:0.9\nd,3,Sport:1\n");

        var run = await CliRun.AsAsync(server.Address, "brief", "derive", liked);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("line 3: column 'followers': 'x' is not a follower count\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("error: No brief can be derived of these creators:\n  line 4: 'c': topics: must have shares", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n  line 5: 'd': topics[\"Sport\"]", run.Error, StringComparison.Ordinal);
    }

    private static string Runners(string columns, Func<int, string> cells, int count = 20) =>
        $"id,followers,{columns}\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"r{i},{8000 + (i * 100)},{cells(i)}\n"));
}
