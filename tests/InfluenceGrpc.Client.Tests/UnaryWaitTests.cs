using System.Diagnostics;
using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Client.Tests.Scripted;
using InfluenceGrpc.Server.Security;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Client.Tests;

/// <summary>Unary calls that the server has no place for, or whose caller asks about too many creators.</summary>
public sealed class UnaryWaitTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private ScriptedServer server = null!;

    public async Task InitializeAsync() => server = await ScriptedServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData("OVERLOADED")]
    [InlineData("RATE_EXCEEDED")]
    public async Task Call_NoPlaceForAWhile_IsMadeAgainWhenTheServerSays(string reason)
    {
        server.Script.Full = (2, reason, TimeSpan.FromMilliseconds(100));
        using var client = server.Connect();
        var watch = Stopwatch.StartNew();

        await client.ListTierSchemesAsync().WaitAsync(Patience);

        Assert.Equal(3, server.Script.UnaryCalls);
        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(195), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task Call_NoPlaceEver_IsGivenUpAfterItsAttempts()
    {
        server.Script.Full = (int.MaxValue, "OVERLOADED", TimeSpan.FromMilliseconds(1));
        using var client = server.Connect(retry => retry.UnaryAttempts = 3);

        var fault = await Assert.ThrowsAsync<InfluenceException>(() => client.ListTierSchemesAsync().WaitAsync(Patience));

        Assert.Equal((StatusCode.ResourceExhausted, "OVERLOADED", 3), (fault.StatusCode, fault.Reason, server.Script.UnaryCalls));
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(null)]
    public async Task Call_WaitPastItsDeadlineOrNoneAskedFor_FailsAtOnce(int? seconds)
    {
        server.Script.Full = (int.MaxValue, "RATE_EXCEEDED", seconds is { } asked ? TimeSpan.FromSeconds(asked) : null);
        using var client = server.Connect();
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAsync<InfluenceException>(() => client.ListTierSchemesAsync().WaitAsync(Patience));

        Assert.Equal(1, server.Script.UnaryCalls);
        Assert.True(watch.Elapsed < new InfluenceClientOptions().UnaryTimeout, $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task Call_CancelledWhileItWaits_EndsThen()
    {
        server.Script.Full = (int.MaxValue, "OVERLOADED", TimeSpan.FromSeconds(9));
        using var client = server.Connect();
        using var cancel = new CancellationTokenSource();
        var call = client.ListTierSchemesAsync(cancel.Token);
        using var limit = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (server.Script.UnaryCalls == 0)
        {
            await pause.WaitForNextTickAsync(limit.Token);
        }

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Patience));
    }

    // 100 at once and 200 a second: the second batch has to wait for half a second.
    [Fact]
    public async Task Batch_OverTheCallersRate_WaitsAndIsAnswered()
    {
        var (key, hash) = ApiKeyHash.Generate();
        await using var real = await RunningServer.StartAsync(
            "--Callers:acme:Keys", hash, "--Callers:acme:Scopes", "classify", "--Callers:acme:ItemsPerSecond", "200",
            "--Callers:acme:ItemBurst", "100", "--Limits:MaxItems", "100");
        using var client = InfluenceClient.Connect(real.Address, new InfluenceClientOptions { ApiKey = key });
        var batch = new BatchClassifyTiersRequest { Items = new Items { Followers = new FollowerColumns { Followers = { Enumerable.Repeat(1_000UL, 100) } } } };
        await client.BatchClassifyTiersAsync(batch).WaitAsync(Patience);

        var watch = Stopwatch.StartNew();
        var answer = await client.BatchClassifyTiersAsync(batch).WaitAsync(Patience);

        Assert.Equal(100U, answer.Tiers.ItemCount);
        Assert.True(watch.Elapsed > TimeSpan.FromMilliseconds(250), $"It took {watch.Elapsed}: there was nothing to wait for.");
    }
}
