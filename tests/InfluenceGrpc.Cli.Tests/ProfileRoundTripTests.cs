using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>Profiles in and out of the product's own server, and tiers by id against tiers by row.</summary>
public class ProfileRoundTripTests(CliServer server) : IClassFixture<CliServer>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Export_OfAnImport_TakenBackElsewhere_IsTheSame()
    {
        var file = server.Write("people.csv", People("trip", 3000));
        var (first, second) = (server.PathOf("first.jsonl"), server.PathOf("second.jsonl"));
        await using var other = await RunningServer.StartAsync();

        var import = await CliRun.AsAsync(server.Address, "profiles", "import", file);
        var export = await CliRun.AsAsync(server.Address, "profiles", "export", "--ids", file, "--out", first);
        var back = await CliRun.AsAsync(other.Address, "profiles", "import", first);
        var again = await CliRun.AsAsync(other.Address, "profiles", "export", "--ids", file, "--out", second);
        var repeated = await CliRun.AsAsync(server.Address, "profiles", "import", file);

        Assert.All([import, export, back, again, repeated], run => Assert.Equal(ExitCodes.Success, run.ExitCode));
        Assert.Contains("  written     3,000\n", import.Output, StringComparison.Ordinal);
        Assert.Contains("  unchanged   3,000\n", repeated.Output, StringComparison.Ordinal);
        Assert.EndsWith("3,000 profiles exported, 0 not found, 0 failed, 0 bad rows\n", export.Error, StringComparison.Ordinal);
        Assert.Equal(3000, File.ReadLines(first).Count());
        Assert.Equal(await File.ReadAllTextAsync(first), await File.ReadAllTextAsync(second));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ClassifyIds_SameCreators_EqualsClassifyByRow(bool plainList)
    {
        var prefix = plainList ? "plain" : "table";
        var file = server.Write($"{prefix}-rows.csv", People(prefix, 1000));
        var ids = plainList
            ? server.Write("ids.txt", string.Concat(Enumerable.Range(1, 1000).Select(i => $"{prefix}{i}\n")))
            : file;
        var (byRow, byId) = (server.PathOf($"{prefix}-by-row.csv"), server.PathOf($"{prefix}-by-id.csv"));
        string[] schemes = ["--scheme", "harvard-media,iab-uk,mediakix-2019"];

        var import = await CliRun.AsAsync(server.Address, "profiles", "import", file);
        var rows = await CliRun.AsAsync(server.Address, ["classify", file, "--out", byRow, .. schemes]);
        var looked = await CliRun.AsAsync(server.Address, ["classify", "--ids", ids, "--out", byId, .. schemes]);

        Assert.All([import, rows, looked], run => Assert.Equal(ExitCodes.Success, run.ExitCode));
        Assert.Equal(Tiers(byRow), Tiers(byId));
        Assert.Equal(1000, Tiers(byId).Count(tiers => tiers.EndsWith(',')));
    }

    [Fact]
    public async Task ClassifyIds_TooOld_IsReportedUnlessAllowed()
    {
        var file = server.Write("old.csv", "id,followers,observed_at\nold-1,3000,2020-01-31\n");
        var ids = server.Write("old-ids.txt", "old-1\n");
        await CliRun.AsAsync(server.Address, "profiles", "import", file);

        var refused = await CliRun.AsAsync(server.Address, "classify", "--ids", ids);
        var allowed = await CliRun.AsAsync(server.Address, "classify", "--ids", ids, "--allow-stale", "--output", "json");
        var young = await CliRun.AsAsync(server.Address, "classify", "--ids", ids, "--max-age", "99999d", "--output", "json");

        Assert.Contains("line 1: 'old-1': PROFILE_OUTSIDE_MAX_AGE", refused.Error, StringComparison.Ordinal);
        Assert.Contains("1 creators failed: PROFILE_OUTSIDE_MAX_AGE", refused.Output, StringComparison.Ordinal);
        Assert.Contains("\"classified\": 1", allowed.Output, StringComparison.Ordinal);
        Assert.Contains("\"older_than_asked\": 1", allowed.Output, StringComparison.Ordinal);
        Assert.Contains("\"older_than_asked\": 0", young.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_NoStore_IsRefused()
    {
        var file = server.Write("nostore.csv", "id,followers\na,1\n");
        await using var none = await RunningServer.StartAsync("--store", "none");

        var run = await CliRun.AsAsync(none.Address, "profiles", "import", file);

        Assert.Equal(ExitCodes.Refused, run.ExitCode);
        Assert.Contains("PROFILE_STORE_ABSENT", run.Error, StringComparison.Ordinal);
    }

    // The process is killed once the state says that something is written: with the first answer, which is seconds before the end.
    [Fact]
    public async Task Import_ProcessKilledOnTheRealServer_GoesOnAndIsWhole()
    {
        const int count = 100_000;
        var file = server.Write("killed.csv", People("killed", count));
        using (var process = CliProcess.Start("profiles", "import", file, "--server", server.Address.ToString()))
        {
            await UntilAsync(() => File.Exists(file + ".import-state") || process.HasExited);
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(Patience);
        }

        Assert.True(File.Exists(file + ".import-state"), "The import was over before it was killed.");
        var second = await CliRun.AsAsync(server.Address, "profiles", "import", file);
        var exported = await CliRun.AsAsync(server.Address, "profiles", "export", "--ids", file, "--out", "-", "--no-progress");

        Assert.Equal(ExitCodes.Success, second.ExitCode);
        Assert.Contains("going on after row ", second.Error, StringComparison.Ordinal);
        Assert.EndsWith($"{count:N0} profiles exported, 0 not found, 0 failed, 0 bad rows\n", exported.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file + ".import-state"));
    }

    private static string People(string prefix, int count) => "id,followers,platform,version,avg_likes,topics\n"
        + string.Concat(Enumerable.Range(1, count).Select(i => $"{prefix}{i},{i * 137L % 3_000_000},instagram,1,{i}.25,food:0.5|sport/running:0.25\n"));

    // What was added behind the rows' own columns, below the header.
    private static List<string> Tiers(string file) => [.. File.ReadLines(file).Skip(1).Select(line => string.Join(',', line.Split(',')[^10..]))];

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
