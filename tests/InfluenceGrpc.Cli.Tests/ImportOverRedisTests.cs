using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>An import into Redis that is killed and started again meanwhile.</summary>
[Trait("Needs", "tools")]
public sealed class ImportOverRedisTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(3);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("influence-cli-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Import_RedisKilledAndStartedAgain_IsWholeWithoutTheCallersDoing()
    {
        const int count = 60_000;
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { IsPersistent = true });
        await using var server = await RunningServer.StartAsync("--store", redis.Address);
        var file = Path.Combine(folder.FullName, "redis.csv");
        await File.WriteAllTextAsync(
            file, "id,followers,version\n" + string.Concat(Enumerable.Range(1, count).Select(i => $"r{i},{i},1\n")));

        var importing = CliRun.AsAsync(server.Address, "profiles", "import", file);
        await UntilAsync(() => File.Exists(file + ".import-state"));
        await redis.KillAsync();
        Assert.False(importing.IsCompleted, "The import was over before Redis was killed.");
        // No condition to wait for: how long it is away is what the test is about.
        using (var away = new PeriodicTimer(Away))
        {
            await away.WaitForNextTickAsync();
        }

        await redis.RestartAsync();
        var run = await importing.WaitAsync(Patience);
        var exported = await CliRun.AsAsync(server.Address, "profiles", "export", "--ids", file, "--out", "-", "--no-progress");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains("nothing was lost", run.Output, StringComparison.Ordinal);
        Assert.EndsWith($"{count:N0} profiles exported, 0 not found, 0 failed, 0 bad rows\n", exported.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file + ".import-state"));
    }

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
