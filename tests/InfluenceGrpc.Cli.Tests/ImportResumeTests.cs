using System.Text.Json;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>The life of FILE.import-state: imports that are cut off go on where they stopped.</summary>
public sealed class ImportResumeTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private ScriptedCliServer server = null!;

    public async Task InitializeAsync() => server = await ScriptedCliServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task Import_Undisturbed_LeavesNoState()
    {
        var file = server.Write("fine.csv", Rows(95));

        var run = await CliRun.AsAsync(server.Address, "profiles", "import", file);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Equal(95, server.Profiles.Store.Count);
        Assert.Equal([file], Directory.GetFiles(server.Folder));
    }

    // Every tenth row is bad; chunks are of 10 rows. Five chunks are written and the sixth never is.
    [Fact]
    public async Task Import_Interrupted_GoesOnAndReportsEveryBadRowOnce()
    {
        var file = server.Write("cut.csv", Rows(100, badEvery: 10));
        var bad = server.PathOf("bad.csv");
        HoldFrom(6);
        using var cancel = new CancellationTokenSource();
        var running = CliRun.AsAsync(server.Address, Stream.Null, cancel.Token, "profiles", "import", file, "--bad-rows", bad);
        await UntilAsync(() => server.Profiles.Seen.Any(chunk => chunk.Sequence == 6) && server.Profiles.Store.Count == 50);
        await UntilAsync(() => Rows(file) > 0);
        await cancel.CancelAsync();
        var first = await running.WaitAsync(Patience);
        var safe = Rows(file);
        server.Profiles.Gate = _ => Task.CompletedTask;
        var second = await CliRun.AsAsync(server.Address, "profiles", "import", file, "--bad-rows", bad);

        Assert.Equal((ExitCodes.Interrupted, ExitCodes.Success), (first.ExitCode, second.ExitCode));
        Assert.Contains("The same command goes on from there", first.Error, StringComparison.Ordinal);
        Assert.InRange(safe, 10, 56);
        Assert.Contains($"going on after row {safe} (line {safe + 1})", second.Error, StringComparison.Ordinal);
        Assert.Equal(90, server.Profiles.Store.Count);
        Assert.Contains("bad rows    10\n", second.Output, StringComparison.Ordinal);
        Assert.Equal(["line", .. Enumerable.Range(1, 10).Select(i => $"{(i * 10) + 1}")], File.ReadLines(bad).Select(line => line.Split(',')[0]));
        Assert.False(File.Exists(file + ".import-state"));
    }

    [Fact]
    public async Task Import_ProcessKilled_GoesOn()
    {
        var file = server.Write("killed.csv", Rows(200));
        HoldFrom(8);
        using (var process = CliProcess.Start("profiles", "import", file, "--server", server.Address.ToString()))
        {
            await UntilAsync(() => Rows(file) > 0 && server.Profiles.Store.Count == 70);
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(Patience);
        }

        var safe = Rows(file);
        server.Profiles.Gate = _ => Task.CompletedTask;
        server.Profiles.Seen.Clear();
        var second = await CliRun.AsAsync(server.Address, "profiles", "import", file);

        Assert.Equal(ExitCodes.Success, second.ExitCode);
        Assert.InRange(safe, 10, 70);
        Assert.Equal(200, server.Profiles.Store.Count);
        Assert.Equal(200 - safe, server.Profiles.Seen.Sum(chunk => chunk.Ids.Length));
        Assert.Contains($"going on after row {safe}", second.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file + ".import-state"));
    }

    [Fact]
    public async Task Import_InputChangedSince_IsRefusedUntilFromStart()
    {
        var file = server.Write("changed.csv", Rows(100));
        await InterruptAsync(file);
        File.AppendAllText(file, "new,1,1\n");

        var refused = await CliRun.AsAsync(server.Address, "profiles", "import", file);
        var anew = await CliRun.AsAsync(server.Address, "profiles", "import", file, "--from-start");

        Assert.Equal((ExitCodes.Usage, ExitCodes.Success), (refused.ExitCode, anew.ExitCode));
        Assert.Contains("has changed since its import was interrupted", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--from-start", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("going on after", anew.Error, StringComparison.Ordinal);
        Assert.Equal(101, server.Profiles.Store.Count);
        Assert.False(File.Exists(file + ".import-state"));
    }

    [Fact]
    public async Task Import_AtAnotherServer_IsRefusedUntilFromStart()
    {
        await using var other = await ScriptedCliServer.StartAsync();
        var file = server.Write("moved.csv", Rows(100));
        await InterruptAsync(file);
        var safe = Rows(file);

        var refused = await CliRun.AsAsync(other.Address, "profiles", "import", file);
        var leftAlone = Rows(file);
        var anew = await CliRun.AsAsync(other.Address, "profiles", "import", file, "--from-start");

        Assert.Equal((ExitCodes.Usage, ExitCodes.Success), (refused.ExitCode, anew.ExitCode));
        Assert.Contains($"interrupted at the server {server.Address}", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--from-start", refused.Error, StringComparison.Ordinal);
        Assert.Equal(safe, leftAlone);
        Assert.Equal(100, other.Profiles.Store.Count);
        Assert.False(File.Exists(file + ".import-state"));
    }

    [Fact]
    public async Task Import_SameServerWrittenInAnotherWay_GoesOn()
    {
        var file = server.Write("same.csv", Rows(100));
        await InterruptAsync(file);
        var safe = Rows(file);

        var run = await CliRun.AsAsync(null, "profiles", "import", file, "--server", server.Address.ToString().TrimEnd('/'));

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains($"going on after row {safe}", run.Error, StringComparison.Ordinal);
    }

    // The same file, read as JSON lines in place of CSV: a header more, and what is no profile is a row as well.
    [Fact]
    public async Task Import_RowsCountedInAnotherWay_IsRefusedAndLeavesNothingOut()
    {
        var file = server.Write("counted.csv", Rows(100));
        await InterruptAsync(file);
        var safe = Rows(file);

        var refused = await CliRun.AsAsync(server.Address, "profiles", "import", file, "--jsonl");
        var goesOn = await CliRun.AsAsync(server.Address, "profiles", "import", file);

        Assert.Equal((ExitCodes.Usage, ExitCodes.Success), (refused.ExitCode, goesOn.ExitCode));
        Assert.Contains($"row {safe} begins on line {safe}, not on line {safe + 1}", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--from-start", refused.Error, StringComparison.Ordinal);
        Assert.Equal(100, server.Profiles.Store.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"format\":99}")]
    [InlineData("no json")]
    public async Task Import_StateThatIsNone_IsRefused(string text)
    {
        var file = server.Write("state.csv", Rows(5));
        server.Write("state.csv.import-state", text);

        var run = await CliRun.AsAsync(server.Address, "profiles", "import", file);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("is not the state of an import", run.Error, StringComparison.Ordinal);
        Assert.Empty(server.Profiles.Store);
    }

    [Fact]
    public async Task Import_StoreAwayForAWhile_IsWaitedFor()
    {
        var file = server.Write("away.csv", Rows(60));
        var outages = 3;
        server.Profiles.Outage = id => id == "c25" && outages-- > 0 ? "PROFILE_STORE_UNAVAILABLE" : null;

        var run = await CliRun.AsAsync(server.Address, "profiles", "import", file);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Equal(60, server.Profiles.Store.Count);
        Assert.Contains("the server or its store took 3 more attempts to answer; nothing was lost", run.Output, StringComparison.Ordinal);
        Assert.Contains("failed       0\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ChunkRefused_SaysSoAndKeepsTheState()
    {
        var file = server.Write("refused.csv", Rows(60));
        server.Profiles.Refuses = sequence => sequence == 4;

        var run = await CliRun.AsAsync(server.Address, "profiles", "import", file);

        Assert.Equal(ExitCodes.Refused, run.ExitCode);
        Assert.Contains("10 profiles failed: TOO_MANY_BYTES", run.Output, StringComparison.Ordinal);
        Assert.Equal(30, Rows(file));
    }

    private static string Rows(int count, int badEvery = int.MaxValue) =>
        "id,followers,version\n" + string.Concat(Enumerable.Range(1, count).Select(i => $"c{i},{(i % badEvery == 0 ? "abc" : i)},1\n"));

    // Rows that the state beside the file says need no second sending.
    private static long Rows(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file + ".import-state"));
            return json.RootElement.GetProperty("rows").GetInt64();
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private void HoldFrom(ulong first)
    {
        var never = new TaskCompletionSource();
        server.Profiles.Gate = sequence => sequence < first ? Task.CompletedTask : never.Task;
    }

    private async Task InterruptAsync(string file)
    {
        HoldFrom(4);
        using var cancel = new CancellationTokenSource();
        var running = CliRun.AsAsync(server.Address, Stream.Null, cancel.Token, "profiles", "import", file);
        await UntilAsync(() => Rows(file) > 0);
        await cancel.CancelAsync();
        await running.WaitAsync(Patience);
        server.Profiles.Gate = _ => Task.CompletedTask;
    }
}
