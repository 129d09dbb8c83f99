using System.Globalization;
using System.Text.Json;
using static InfluenceGrpc.Cli.Tests.FitOutput;

namespace InfluenceGrpc.Cli.Tests;

/// <summary><c>influence rank</c>.</summary>
public sealed class RankCommandTests(CliServer server) : IClassFixture<CliServer>
{
    [Fact]
    public async Task Rank_File_IsTheSortedOutputOfScore()
    {
        var random = new Random(5);
        var rows = Enumerable.Range(0, 2500).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"c{i},{(int)Math.Exp(5 + (random.NextDouble() * 8))},sport/running:{random.Next(8) / 8.0},NO:{random.Next(4) / 4.0}"));
        var file = server.Write("many.csv", $"id,followers,topics,countries\n{string.Join('\n', rows)}\nbad,abc,,\n");
        var brief = server.Write("many.json", FitSample.Brief);
        var (scores, ranking) = (server.PathOf("many-scores.csv"), server.PathOf("many-ranking.csv"));

        var scored = await CliRun.AsAsync(server.Address, "score", file, "--brief", brief, "--out", scores, "--components");
        var ranked = await CliRun.AsAsync(server.Address, "rank", file, "--brief", brief, "--count", "300", "--out", ranking);

        Assert.Equal((ExitCodes.Success, ExitCodes.Success), (scored.ExitCode, ranked.ExitCode));
        var best = (await RowsAsync(scores))
            .Where(row => row["eligible"] == "true")
            .OrderByDescending(row => Number(row["score"]))
            .ThenBy(row => row["id"], StringComparer.Ordinal)
            .Take(300)
            .ToList();
        var result = await RowsAsync(ranking);
        string[] figures = ["score", "lower", "upper", "coverage", "target_share", "cautions", .. Parts.Split(',').Select(part => $"{part}_points")];
        Assert.Equal(best.Select(row => row["id"]), result.Select(row => row["creator_id"]));
        Assert.All(figures, figure => Assert.Equal(best.Select(row => row[figure]), result.Select(row => row[figure])));
        Assert.Equal(Enumerable.Range(1, 300).Select(i => i.ToString(CultureInfo.InvariantCulture)), result.Select(row => row["rank"]));
        Assert.Contains("2,500 creators scored", ranked.Output, StringComparison.Ordinal);
        Assert.Contains("1 bad rows were left out", ranked.Output, StringComparison.Ordinal);

        // Both show the same ten.
        var shown = await CliRun.AsAsync(server.Address, "rank", file, "--brief", brief, "--count", "10");
        Assert.Equal(TopRow().Matches(scored.Output).Select(match => match.Value), TopRow().Matches(shown.Output).Select(match => match.Value));
    }

    [Fact]
    public async Task Rank_IncludeIneligible_MarksThem()
    {
        var (file, brief) = Sample("marked");

        var run = await CliRun.AsAsync(server.Address, "rank", file, "--brief", brief, "--include-ineligible");

        Assert.Equal(5, TopRow().Count(run.Output));
        Assert.Matches(@" cy .*not eligible: too few followers", run.Output);
    }

    [Fact]
    public async Task Rank_Ids_RanksTheStore()
    {
        var (file, brief) = Sample("store");
        await CliRun.AsAsync(server.Address, "profiles", "import", file);
        var ids = server.Write("store.txt", "flo\nnobody\nann\n");

        var run = await CliRun.AsAsync(server.Address, "rank", "--ids", ids, "--brief", brief, "--output", "json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(["ann", "flo"], json.RootElement.GetProperty("ranking").EnumerateArray().Select(one => one.GetProperty("creator_id").GetString()));
        Assert.Equal(1, json.RootElement.GetProperty("failures").GetProperty("CREATOR_NOT_FOUND").GetInt32());
    }

    private (string File, string Brief) Sample(string name) =>
        (server.Write($"{name}.csv", FitSample.Creators), server.Write($"{name}.json", FitSample.Brief));

}
