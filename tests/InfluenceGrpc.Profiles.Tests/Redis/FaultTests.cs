using System.Diagnostics;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Server.Profiles.Redis;
using InfluenceGrpc.Testing;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>Redis goes, stops, refuses and comes back.</summary>
[Trait("Needs", "tools")]
public sealed class FaultTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Leeway = TimeSpan.FromMilliseconds(700);

    [Fact]
    public async Task Call_RedisKilledAndBack_IsUnavailableAtOnceAndThenAnswered()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { IsPersistent = true });
        await using var store = await RedisStore.StartAsync(redis.Address, redis => redis with { Timeout = Timeout, BulkTimeout = Timeout });
        Assert.Equal(WriteResult.Applied, await store.Store.WriteAsync(Blob.Put("ada", 1)));

        await redis.KillAsync();
        await store.UntilUpAsync(false);
        await AssertFailsFastAsync(store);

        await redis.RestartAsync();
        var back = Stopwatch.StartNew();
        await UntilAnsweredAsync(store);
        output.WriteLine($"Answered {back.ElapsedMilliseconds} ms after Redis was back.");
        Assert.Equal(1UL, (await store.Store.ReadAsync("ada")).Profile!.Version);
        Assert.InRange(back.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(4));
        await store.UntilLeaseAsync();
        Assert.Equal([221], Warnings(store).Where(id => id is 221));
    }

    [Fact]
    public async Task Call_RedisStoppedAndBack_TakesNoLongerThanItsTimeAndIsThenAnswered()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = await RedisStore.StartAsync(redis.Address, redis => redis with { Timeout = Timeout, BulkTimeout = Timeout });
        Assert.Equal(WriteResult.Applied, await store.Store.WriteAsync(Blob.Put("ada", 1)));
        await store.UntilLeaseAsync();

        await redis.PauseAsync();
        var calls = Enumerable.Range(0, 50).Select(_ => TimeAsync(store, StoreLane.Unary)).ToArray();
        Assert.All(await Task.WhenAll(calls), took => Assert.InRange(took, TimeSpan.Zero, Timeout + Leeway));
        await store.UntilUpAsync(false);
        await AssertFailsFastAsync(store);
        await store.UntilLeaseAsync(false);

        await redis.ResumeAsync();
        var back = Stopwatch.StartNew();
        await UntilAnsweredAsync(store);
        output.WriteLine($"Answered {back.ElapsedMilliseconds} ms after Redis went on.");
        Assert.InRange(back.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        await store.UntilLeaseAsync();
    }

    [Fact]
    public async Task Call_LittleTimeLeft_IsUnavailableWithinIt()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = await RedisStore.StartAsync(redis.Address);
        await redis.PauseAsync();
        var reads = new ProfileRead[1];
        var took = Stopwatch.StartNew();

        await store.Store.ReadAsync(new[] { "ada" }, reads, new(StoreLane.Unary, TimeSpan.FromMilliseconds(200), CancellationToken.None));

        Assert.True(reads[0].IsUnavailable);
        Assert.InRange(took.Elapsed, TimeSpan.Zero, TimeSpan.FromMilliseconds(200) + Leeway);
        await redis.ResumeAsync();
    }

    [Fact]
    public async Task Call_CancelledWhileRedisIsStopped_EndsAtOnce()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = await RedisStore.StartAsync(redis.Address);
        await redis.PauseAsync();
        using var cancellation = new CancellationTokenSource();
        var read = store.Store.ReadManyAsync(["ada"], cancellationToken: cancellation.Token);
        var write = store.Store.WriteManyAsync([Blob.Put("ada", 1)], cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        await redis.ResumeAsync();
    }

    [Fact]
    public async Task Start_RedisNotThere_GoesOnTryingUntilItIs()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        var took = Stopwatch.StartNew();
        await using var store = await RedisStore.StartUnusedAsync(redis.Address);
        Assert.InRange(took.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(8));
        Assert.False(store.Availability.IsUp);
        Assert.Contains(222, Warnings(store));
        Assert.True((await store.Store.ReadAsync("ada")).IsUnavailable);

        await redis.RestartAsync();

        await UntilAnsweredAsync(store);
        await store.UntilLeaseAsync();
    }

    [Fact]
    public async Task Write_ScriptsFlushed_GoesOn()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = await RedisStore.StartAsync(redis.Address);
        for (var version = 1UL; version <= 20; version++)
        {
            await redis.AskAsync("SCRIPT", "FLUSH");
            var results = await store.Store.WriteManyAsync([.. Enumerable.Range(0, 300).Select(i => Blob.Put($"creator-{i}", version))]);
            Assert.All(results, result => Assert.Equal(WriteResult.Applied, result));
        }
    }

    [Fact]
    public async Task Write_RedisWithoutMemory_FailsItemByItem()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = await RedisStore.StartAsync(redis.Address);
        await store.Store.WriteManyAsync([Blob.Put("ada", 1), Blob.Put("bob", 2), Blob.Put("carol", 3), Blob.Put("dave", 4)]);
        await redis.AskAsync("CONFIG", "SET", "maxmemory", "1");

        Assert.Equal(
            [WriteResult.Unavailable, WriteResult.Unchanged, WriteResult.Superseded, WriteResult.Unavailable],
            await store.Store.WriteManyAsync([Blob.Put("ada", 2), Blob.Put("bob", 2), Blob.Put("carol", 2), Blob.Put("erin", 1)]));
        Assert.Equal([1UL, 2UL, 3UL, 4UL, null], (await store.Store.ReadManyAsync(["ada", "bob", "carol", "dave", "erin"])).Select(read => read.Profile?.Version));

        await redis.AskAsync("CONFIG", "SET", "maxmemory", "0");
        Assert.Equal(WriteResult.Applied, await store.Store.WriteAsync(Blob.Put("ada", 2)));
    }

    [Fact]
    public async Task Write_RedisWithoutMemory_IsToldOncePerEpisode()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = await RedisStore.StartAsync(redis.Address);
        Assert.Equal(WriteResult.Applied, await store.Store.WriteAsync(Blob.Put("dave", 2)));
        for (var episode = 1; episode <= 2; episode++)
        {
            await redis.AskAsync("CONFIG", "SET", "maxmemory", "1");
            Assert.Equal(WriteResult.Unavailable, await store.Store.WriteAsync(Blob.Put("ada", 2)));
            // It takes no room and so says nothing of what does.
            Assert.Equal(WriteResult.Unchanged, await store.Store.WriteAsync(Blob.Put("dave", 2)));
            Assert.Equal(WriteResult.Superseded, await store.Store.WriteAsync(Blob.Put("dave", 1)));
            Assert.Equal(WriteResult.Unavailable, await store.Store.WriteAsync(Blob.Put("bob", 2), StoreLane.Bulk));
            await redis.AskAsync("CONFIG", "SET", "maxmemory", "0");
            Assert.Equal(WriteResult.Applied, await store.Store.WriteAsync(Blob.Put($"creator-{episode}", 1)));

            Assert.Equal(episode, store.Logged.Count(entry => entry is { Level: LogLevel.Warning, Id: 230 }));
            Assert.Equal(episode, store.Logged.Count(entry => entry.Id == 231));
        }

        Assert.All(store.Logged.Where(entry => entry.Id == 230), entry => Assert.Contains("(OOM)", entry.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Delete_RedisWithoutMemory_TakesTheProfileAwayAndIsToBeSentAgain()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = await RedisStore.StartAsync(redis.Address);
        await store.UntilLeaseAsync();
        Assert.Equal(WriteResult.Applied, await store.Store.WriteAsync(Blob.Put("ada", 5)));
        Assert.Equal(WriteResult.Applied, await store.Store.WriteAsync(Blob.Put("bob", 5)));
        Assert.Equal(WriteResult.Applied, await store.Store.WriteAsync(Blob.Put("dave", 5)));
        Assert.Equal(WriteResult.Deleted, await store.Store.WriteAsync(Blob.Delete("dave", 6)));
        Assert.Equal(WriteResult.Applied, await store.Store.WriteAsync(Blob.Put("carol", 5)));
        await StoreAsking.UntilAsync(() => Task.FromResult(store.Heard.Contains("carol")), "the writes are heard of");
        store.Heard.Clear();
        await redis.AskAsync("CONFIG", "SET", "maxmemory", "1");

        Assert.Equal(WriteResult.Unavailable, await store.Store.WriteAsync(Blob.DeleteAny("ada")));
        Assert.Equal(WriteResult.Superseded, await store.Store.WriteAsync(Blob.Delete("carol", 4)));
        // A tombstone stays: without it old news would bring the creator back.
        Assert.Equal(WriteResult.Unavailable, await store.Store.WriteAsync(Blob.Delete("dave", 7)));
        Assert.Equal(WriteResult.Unavailable, await store.Store.WriteAsync(Blob.Put("carol", 6)));
        Assert.Equal(WriteResult.Unavailable, await store.Store.WriteAsync(Blob.DeleteAny("nobody")));
        Assert.Equal(WriteResult.Unavailable, await store.Store.WriteAsync(Blob.Delete("bob", 6)));
        Assert.Equal(2L, await redis.AskAsync("DBSIZE"));
        await StoreAsking.UntilAsync(() => Task.FromResult(store.Heard.Contains("bob")), "the deletions are heard of");
        Assert.Equal(["ada", "bob"], store.Heard);

        await redis.AskAsync("CONFIG", "SET", "maxmemory", "0");
        Assert.Equal(WriteResult.NotFound, await store.Store.WriteAsync(Blob.Delete("bob", 6)));
        Assert.Equal(WriteResult.Superseded, await store.Store.WriteAsync(Blob.Put("bob", 6)));
        Assert.Equal(WriteResult.Superseded, await store.Store.WriteAsync(Blob.Put("dave", 6)));
    }

    // Written again for the replicas' sake, which there is no room for: what they have is not known.
    [Fact]
    public async Task Write_UnchangedButNotWrittenAgainForReplicas_IsUnavailable()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = await RedisStore.StartAsync(redis.Address);
        Assert.Equal(WriteResult.Applied, await store.Store.WriteAsync(Blob.Put("ada", 1)));
        await redis.AskAsync("CONFIG", "SET", "maxmemory", "1");
        var results = new WriteResult[1];

        await store.Store.WriteAsync(new[] { Blob.Put("ada", 1) }, results, minReplicas: 1, new(StoreLane.Bulk, Timeout, CancellationToken.None))
            .AsTask().WaitAsync(StoreAsking.Patience);

        Assert.Equal(WriteResult.Unavailable, results[0]);
        Assert.Equal(WriteResult.Unchanged, await store.Store.WriteAsync(Blob.Put("ada", 1)));
    }

    [Fact]
    public async Task Write_Unchanged_LivesOnAsIfWrittenNowAndNeverShorter()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = await RedisStore.StartAsync(redis.Address);
        var (hour, hours) = (TimeSpan.FromHours(1), TimeSpan.FromHours(3));
        var key = System.Text.Encoding.UTF8.GetString(new ProfileKeys("inf", 256).Of("ada"));
        Assert.Equal(WriteResult.Applied, await store.Store.WriteAsync(Blob.Put("ada", 5, lifetime: hour)));
        Assert.Equal(WriteResult.Superseded, await store.Store.WriteAsync(Blob.Put("ada", 4, lifetime: hours)));
        Assert.InRange(await LeftAsync(), 1, hour.TotalMilliseconds);

        Assert.Equal(WriteResult.Unchanged, await store.Store.WriteAsync(Blob.Put("ada", 5, lifetime: hours)));
        Assert.InRange(await LeftAsync(), hour.TotalMilliseconds + 1, hours.TotalMilliseconds);
        Assert.Equal(WriteResult.Unchanged, await store.Store.WriteAsync(Blob.Put("ada", 5, lifetime: hour)));
        Assert.InRange(await LeftAsync(), hour.TotalMilliseconds + 1, hours.TotalMilliseconds);
        Assert.Equal(WriteResult.Unchanged, await store.Store.WriteAsync(Blob.Put("ada", 5)));
        Assert.Equal(-1, await LeftAsync());
        Assert.Equal(WriteResult.Unchanged, await store.Store.WriteAsync(Blob.Put("ada", 5, lifetime: hour)));
        Assert.Equal(-1, await LeftAsync());

        async Task<double> LeftAsync() => (long)(await redis.AskAsync("PTTL", key))!;
    }

    private static async Task<TimeSpan> TimeAsync(RedisStore store, StoreLane lane)
    {
        var took = Stopwatch.StartNew();
        Assert.True((await store.Store.ReadAsync("ada", lane)).IsUnavailable);
        return took.Elapsed;
    }

    private static async Task AssertFailsFastAsync(RedisStore store)
    {
        foreach (var lane in new[] { StoreLane.Unary, StoreLane.Bulk })
        {
            Assert.InRange(await TimeAsync(store, lane), TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
            var took = Stopwatch.StartNew();
            Assert.Equal(WriteResult.Unavailable, await store.Store.WriteAsync(Blob.Put("bob", 1), lane));
            Assert.InRange(took.Elapsed, TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
        }
    }

    private static Task UntilAnsweredAsync(RedisStore store) => StoreAsking.UntilAsync(
        async () => !(await store.Store.ReadAsync("ada")).IsUnavailable
            && !(await store.Store.ReadAsync("ada", StoreLane.Bulk)).IsUnavailable
            && await store.Store.WriteAsync(Blob.Put("carol", 0)) == WriteResult.Applied,
        "Redis is used again");

    private static IEnumerable<int> Warnings(RedisStore store) =>
        store.Logged.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Id);
}
