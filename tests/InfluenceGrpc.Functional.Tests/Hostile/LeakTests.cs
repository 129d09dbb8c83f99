using Grpc.Net.Client;
using InfluenceGrpc.Functional.Tests.Redis;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>Storm after storm of everything at once: what the first of them leaves behind, later ones must not add to.</summary>
/// <remarks>Each storm is of some 90 calls and 36 floods; the variable INFLUENCE_TEST_STORMS makes it so many times larger.</remarks>
[Collection(nameof(HostileCollection))]
public sealed class LeakTests(ITestOutputHelper output)
{
    private static readonly int Scale = int.TryParse(Environment.GetEnvironmentVariable("INFLUENCE_TEST_STORMS"), out var times) ? times : 1;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Storms_OneAfterAnother_LeaveNoMemoryBehind()
    {
        await using var server = await WatchedServer.StartAsync();
        await StormAsync(server.Address);
        await StormAsync(server.Address);
        await server.ServesAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var storm = 0; storm < 2; storm++)
        {
            await StormAsync(server.Address);
            await server.ServesAsync();
            output.WriteLine($"{(GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / 1024:F1} MiB more than before");

            await Until.TrueAsync(() => server.Server.Services.GetRequiredService<MemoryBudget>().Held == 0, "no call holds memory");

            // 130 calls and connections that left 63 KiB each would be as much a storm.
            await Until.TrueAsync(() => GC.GetTotalMemory(forceFullCollection: true) < before + (8 * 1024 * 1024), "the memory of before is reached");
        }
    }

    [Fact]
    public async Task Storms_OneAfterAnother_LeaveNoFilesAndThreadsBehind()
    {
        await using var server = await ServerProcess.StartAsync();
        await StormAsync(server.Address);
        await StormAsync(server.Address);
        var before = Footprint.Of(server.Id);

        for (var storm = 0; storm < 2; storm++)
        {
            await StormAsync(server.Address);
            await WatchedServer.ServesAsync(server.Address);

            // The pool of threads breathes, as does that of the store's readers, and what a connection held is closed a moment after it.
            // A storm has 50 connections.
            await Until.TrueAsync(
                () => Footprint.Of(server.Id) is var now && now.Files <= before.Files + 16 && now.Threads <= before.Threads + 16,
                $"files and threads are as many as before ({before}; after the storm {Footprint.Of(server.Id)})");
            output.WriteLine($"{before} before, {Footprint.Of(server.Id)} now, {server.ResidentBytes >> 20} MB resident");
        }

        Assert.DoesNotContain("fail:", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("crit:", server.Output, StringComparison.Ordinal);
        Assert.Equal(0, await server.TerminateAsync());
    }

    private static async Task StormAsync(Uri address)
    {
        var good = GoodCaller.Start(address);
        var leaving = LeavingCallers.Kinds.Values.Select(async call =>
        {
            using var channel = GrpcChannel.ForAddress(address);
            foreach (var when in Enumerable.Repeat(Enum.GetValues<Leaving>(), Scale).SelectMany(all => all))
            {
                await call(channel, when);
            }
        });
        var flooding = Floods.Frames.Values.Select(flood => FloodTests.StormAsync(address, flood, 5 * Scale));
        await Task.WhenAll([.. leaving, .. flooding]).WaitAsync(Patience);
        await good.StopAsync();
    }
}
