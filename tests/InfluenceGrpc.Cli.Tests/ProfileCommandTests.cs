using Influence.V1;

namespace InfluenceGrpc.Cli.Tests;

/// <summary><c>influence profiles</c> on a scripted store: what is said, written and returned.</summary>
public sealed class ProfileCommandTests : IAsyncLifetime
{
    private ScriptedCliServer server = null!;

    public async Task InitializeAsync() => server = await ScriptedCliServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task Import_MixedRows_SumsUpAndListsThem()
    {
        server.Profiles.Store["b"] = new CreatorProfile { CreatorId = "b", Version = 1 };
        server.Profiles.Store["c"] = new CreatorProfile { CreatorId = "c", Version = 5 };
        var file = server.Write("mixed.csv", "id,followers,version,mood\na,1,1,x\nb,2,1,x\nc,3,1,x\nbad-one,4,1,x\ne,abc,1,x\n");
        var bad = server.PathOf("mixed-bad.csv");

        var run = await CliRun.AsAsync(server.Address, "profiles", "import", file, "--bad-rows", bad, "--strict");

        Assert.Equal(ExitCodes.RowsFailed, run.ExitCode);
        Assert.EndsWith(
            "  written     1\n  unchanged   1\n  superseded  1\n  failed      1\n  bad rows    1\n"
                + "superseded: the store has a higher version of the creator, or the creator was deleted less than RememberDeletions ago "
                + "(30 days unless the server is set otherwise); give such rows a higher version to write them\n"
                + "1 profiles failed: INVALID_PROFILE\n",
            run.Output,
            StringComparison.Ordinal);
        Assert.Contains("columns that are not read: 'mood'\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 6: column 'followers': 'abc' is not a follower count\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 5: INVALID_PROFILE: INVALID_PROFILE\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["5,INVALID_PROFILE: INVALID_PROFILE,\"bad-one,4,1,x\"", "6,column 'followers': 'abc' is not a follower count,\"e,abc,1,x\"", "line,reason,raw"],
            File.ReadLines(bad).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Import_Jsonl_ReportsBadLinesAndGoesOn()
    {
        var file = server.Write("lines.jsonl", "{\"creatorId\":\"a\",\"followers\":\"1\"}\nno json\n{\"creatorId\":\"b\",\"mood\":1}\n{\"creatorId\":\"c\"}\n");

        var run = await CliRun.AsAsync(server.Address, "profiles", "import", file, "--output", "json");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Equal(["a", "c"], server.Profiles.Store.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("\"written\": 2", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"bad_rows\": 2", run.Output, StringComparison.Ordinal);
        Assert.Contains("line 2: not a profile in JSON: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 3: not a profile in JSON: ", run.Error, StringComparison.Ordinal);
    }

    // One such profile would have its chunk refused, with all that is in it.
    [Fact]
    public async Task Import_ProfileLargerThanTheServerTakes_IsABadRow()
    {
        server.Profiles.Limits.MaxChunkBytes = 1000;
        var file = server.Write("large.jsonl", $"{{\"creatorId\":\"a\"}}\n{{\"creatorId\":\"{new string('x', 2000)}\"}}\n");

        var run = await CliRun.AsAsync(server.Address, "profiles", "import", file);

        Assert.Contains("line 2: the profile has 2,003 bytes, and the server takes 936\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(["a"], server.Profiles.Store.Keys);
    }

    [Theory]
    [InlineData("profiles import none.csv", "There is no file")]
    [InlineData("profiles import rows.csv --min-replicas 17", "--min-replicas must be 0 to 16")]
    [InlineData("profiles import rows.csv --map mood=x", "--map is 'mood=x'; it must be followers=COLUMN, id=COLUMN,")]
    [InlineData("profiles import rows.csv --bad-rows rows.csv", "would overwrite the input")]
    [InlineData("profiles import noid.csv", "No column looks like a creator's id")]
    [InlineData("profiles import", "Try: influence profiles import --help")]
    [InlineData("profiles export --ids rows.csv", "--out")]
    [InlineData("profiles export --ids rows.csv --out rows.csv", "would overwrite the input")]
    [InlineData("profiles delete", "Name the creators, or a file of ids with --ids.")]
    [InlineData("profiles delete a --ids rows.csv", "not both")]
    [InlineData("profiles delete a", "say --yes")]
    [InlineData("profiles get a --max-age soon", "--max-age is 'soon'")]
    [InlineData("classify rows.csv --allow-stale", "go with --ids")]
    [InlineData("classify rows.csv --map version=x", "--map is 'version=x'; it must be followers=COLUMN, id=COLUMN or platform=COLUMN, each once.")]
    [InlineData("classify", "Name a CSV file, or a file of ids with --ids.")]
    [InlineData("classify rows.csv --ids rows.csv", "not both")]
    public async Task AnyCommand_CannotBeDone_ReturnsUsageAndSaysWhy(string line, string expected)
    {
        server.Write("rows.csv", "id,followers\na,1\n");
        server.Write("noid.csv", "followers,posts\n1,2\n");
        var args = line.Split(' ').Select(arg => arg.EndsWith(".csv", StringComparison.Ordinal) ? server.PathOf(arg) : arg);

        var run = await CliRun.AsAsync(server.Address, [.. args]);

        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Empty(server.Profiles.Store);
    }

    [Fact]
    public async Task Get_SomeThere_ShowsThemAndNamesTheOthers()
    {
        Keep(new CreatorProfile
        {
            CreatorId = "a",
            Followers = 12_345,
            Version = 7,
            Engagement = new() { AverageViews = 21_000, AverageReach = 8_400.5 },
            Topics = { ["food"] = 0.5f },
            SafetyFlags = { SafetyFlag.Spam },
        });

        var run = await CliRun.AsAsync(server.Address, "profiles", "get", "a", "none");
        var json = await CliRun.AsAsync(server.Address, "profiles", "get", "a", "--json");

        Assert.Equal((ExitCodes.RowsFailed, ExitCodes.Success), (run.ExitCode, json.ExitCode));
        Assert.StartsWith("a  version 7\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  followers   12,345\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  engagement  21,000 views, 8,400.5 reached\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  topics      food 50.0 %\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  also kept   safety flags; --json shows all\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("none: there is no such profile\n", run.Error);
        Assert.Equal(server.Profiles.Store["a"], CreatorProfile.Parser.ParseJson(json.Output));
    }

    [Theory]
    [InlineData("a\nb\nnone\n")]
    [InlineData("creator_id;name\na;Ann\nb;\nnone;x\n")]
    public async Task Export_ListOrTable_WritesWhatImportTakesBack(string ids)
    {
        Keep(new CreatorProfile { CreatorId = "a", Followers = 5, Platform = Platform.Twitch }, new CreatorProfile { CreatorId = "b", Version = 3 });
        var kept = server.Profiles.Store.Values.OrderBy(profile => profile.CreatorId, StringComparer.Ordinal).ToList();
        var file = server.Write("ids.csv", ids);
        var (output, missing) = (server.PathOf("out.jsonl"), server.PathOf("missing.txt"));

        var export = await CliRun.AsAsync(server.Address, "profiles", "export", "--ids", file, "--out", output, "--missing", missing);
        server.Profiles.Store.Clear();
        var import = await CliRun.AsAsync(server.Address, "profiles", "import", output);

        Assert.Equal((ExitCodes.Success, ExitCodes.Success), (export.ExitCode, import.ExitCode));
        Assert.Contains("'none' is not there\n2 profiles exported, 1 not found, 0 failed, 0 bad rows\n", export.Error, StringComparison.Ordinal);
        Assert.Equal("none\n", await File.ReadAllTextAsync(missing));
        Assert.Equal(kept, server.Profiles.Store.Values.OrderBy(profile => profile.CreatorId, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Delete_IdsOfAFile_DeletesThem()
    {
        Keep(new CreatorProfile { CreatorId = "a" }, new CreatorProfile { CreatorId = "b" });
        var file = server.Write("gone.txt", "a\nb\nc\n");

        var run = await CliRun.AsAsync(server.Address, "profiles", "delete", "--ids", file, "--yes");

        Assert.Equal((ExitCodes.Success, "2 deleted, 1 were not there, 0 kept for a higher version, 0 failed\n"), (run.ExitCode, run.Output));
        Assert.Empty(server.Profiles.Store);
    }

    [Fact]
    public async Task ClassifyIds_SomeMissing_ReportsThemByLine()
    {
        var file = server.Write("classify-ids.txt", "c7\nnone\nc70\n");
        var (output, bad) = (server.PathOf("tiers.csv"), server.PathOf("tiers-bad.csv"));

        var run = await CliRun.AsAsync(server.Address, "classify", "--ids", file, "--out", output, "--bad-rows", bad);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Equal("an id a line\nline 2: 'none': CREATOR_NOT_FOUND: CREATOR_NOT_FOUND\n", run.Error);
        Assert.Equal(
            ["creator_id,scripted_tier,scripted_ordinal,scripted_margin,error", "c7,t8,8,,", "none,,,,CREATOR_NOT_FOUND", "c70,t7,7,,"], File.ReadLines(output));
        Assert.Equal(["line,reason,raw", "2,'none': CREATOR_NOT_FOUND: CREATOR_NOT_FOUND,none"], File.ReadLines(bad));
        Assert.Contains("1 creators failed: CREATOR_NOT_FOUND", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("bad rows were left out", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("profiles --help", "influence profiles export --ids ids.txt")]
    [InlineData("profiles import --help", "FILE.import-state")]
    [InlineData("profiles get --help", "--allow-stale")]
    [InlineData("profiles export --help", "A server does not list what it keeps")]
    [InlineData("profiles delete --help", "--ids gone.txt --yes")]
    [InlineData("classify --help", "--ids ids.txt --max-age 7d")]
    public async Task Help_AnyCommand_TeachesWithExamples(string line, string expected)
    {
        var run = await CliRun.AsAsync(null, line.Split(' '));

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    private void Keep(params CreatorProfile[] profiles)
    {
        foreach (var profile in profiles)
        {
            server.Profiles.Store[profile.CreatorId] = profile;
        }
    }
}
