using System.Text.Json;
using Influence.V1;
using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Tests;

/// <summary><c>influence score --explain</c>.</summary>
public sealed class ExplanationTests(CliServer server) : IClassFixture<CliServer>
{
    private const string Esc = "\u001b";

    [Fact]
    public async Task Explain_CreatorOfTheFile_TellsEveryComponent()
    {
        var (file, brief) = Sample("golden");

        var run = await CliRun.AsAsync(server.Address, "score", file, "--brief", brief, "--explain", "ann");

        Assert.Equal((ExitCodes.Success, ""), (run.ExitCode, run.Error));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Golden", "explanation.txt")), run.Output);
    }

    [Fact]
    public async Task Explain_NotEligible_SaysWhy()
    {
        var (file, brief) = Sample("unmet");

        var run = await CliRun.AsAsync(server.Address, "score", file, "--brief", brief, "--explain", "di");

        Assert.Contains("Not eligible:\n  - ", run.Output, StringComparison.Ordinal);
        Assert.Contains("size ", run.Output, StringComparison.Ordinal);
        Assert.Contains("IMPUTED", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Explain_CreatorOfTheStore_IsThatOfTheFile(bool withIds)
    {
        var (file, brief) = Sample("kept");
        await CliRun.AsAsync(server.Address, "profiles", "import", file);
        var ids = server.Write("kept-ids.txt", "ann\nbob\nbob\n");
        string[] named = withIds ? ["--ids", ids] : [];

        var byFile = await CliRun.AsAsync(server.Address, "score", file, "--brief", brief, "--explain", "bob");
        var byId = await CliRun.AsAsync(server.Address, ["score", "--explain", "bob", "--brief", brief, .. named]);

        Assert.Equal((ExitCodes.Success, byFile.Output), (byId.ExitCode, byId.Output));
    }

    [Fact]
    public async Task Explain_NotInTheFile_SaysSoAndWhatItsRowLacks()
    {
        var (file, brief) = Sample("missing");

        var none = await CliRun.AsAsync(server.Address, "score", file, "--brief", brief, "--explain", "nobody");
        var bad = await CliRun.AsAsync(server.Address, "score", file, "--brief", brief, "--explain", "eve");

        Assert.Equal((ExitCodes.RowsFailed, $"'nobody' is not in {file}\n"), (none.ExitCode, none.Error));
        Assert.Equal(
            (ExitCodes.RowsFailed, $"'eve' is not in {file}\nline 6: column 'followers': 'abc' is not a follower count\n"), (bad.ExitCode, bad.Error));
    }

    [Fact]
    public async Task Explain_NotInTheStore_SaysSo()
    {
        var (_, brief) = Sample("refused");

        var run = await CliRun.AsAsync(server.Address, "score", "--brief", brief, "--explain", "nobody");

        Assert.Equal((ExitCodes.RowsFailed, $"'nobody' is not in the store of the server at {server.Address}\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Explain_Json_IsTheAnswer()
    {
        var (file, brief) = Sample("json");

        var run = await CliRun.AsAsync(server.Address, "score", file, "--brief", brief, "--explain", "ann", "--output", "json");

        var answer = ScoreFitResponse.Parser.ParseJson(run.Output);
        Assert.Equal(10, answer.Fit.Components.Count);
        Assert.Equal(answer.Fit.Score, answer.Fit.Components.Sum(component => component.Contribution), 1e-9);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("audience-fit-1", json.RootElement.GetProperty("modelId").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Render_TerminalOrPipe_HasBlocksOrPlainText(bool colours)
    {
        var answer = new ScoreFitResponse { Fit = new FitScore { Score = 50, Lower = 40, Upper = 60, Eligible = true } };
        answer.Fit.Components.Add(new ComponentScore
        {
            Component = FitComponent.Niche, Status = ComponentStatus.Known, Value = 0.5, Weight = 1, Contribution = 50, Reasons = { $"{Esc}[2J" },
        });
        var output = new StringWriter();

        new ExplanationRenderer(Ink.On(output, colours)).Render("a", new Brief(), answer);

        var text = output.ToString();
        Assert.Equal(colours, text.Contains('\u2588', StringComparison.Ordinal) && text.Contains('\u2591', StringComparison.Ordinal));
        Assert.Equal(!colours, text.Contains("#########.........", StringComparison.Ordinal));
        Assert.DoesNotContain($"{Esc}[2J", text, StringComparison.Ordinal);
        Assert.Contains("\\u001b[2J", text, StringComparison.Ordinal);
    }

    private (string File, string Brief) Sample(string name) =>
        (server.Write($"{name}.csv", FitSample.Creators), server.Write($"{name}.json", FitSample.Brief));

    [Fact]
    public async Task Explain_IdOfSeveralRows_ShowsTheBestAndSaysSo()
    {
        var file = server.Write(
            "twice.csv", "id,followers,topics\nann,12000,food:1\nbob,12000,sport/running:1\nann,12000,sport/running:0.9\nann,12000,sport:0.9|food:0.9\n");
        var brief = server.Write("twice.json", FitSample.Brief);
        var best = server.Write("once.csv", "id,followers,topics\nann,12000,sport/running:0.9\n");

        var run = await CliRun.AsAsync(server.Address, "score", file, "--brief", brief, "--explain", "ann");
        var alone = await CliRun.AsAsync(server.Address, "score", best, "--brief", brief, "--explain", "ann");

        Assert.Equal((ExitCodes.Success, alone.Output), (run.ExitCode, run.Output));
        Assert.Equal($"'ann' has 3 rows in {file}; this is the one that scores best, on line 4\n", run.Error);
        Assert.Equal("", alone.Error);
    }

    [Fact]
    public async Task Explain_IdNotAmongTheIds_SaysSo()
    {
        var (ids, brief) = (server.Write("few.txt", "ann\nbob\n"), server.Write("few.json", FitSample.Brief));

        var run = await CliRun.AsAsync(server.Address, "score", "--ids", ids, "--brief", brief, "--explain", "cy");

        Assert.Equal((ExitCodes.RowsFailed, "", $"'cy' is not in {ids}\n"), (run.ExitCode, run.Output, run.Error));
    }
}
