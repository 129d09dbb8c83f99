using System.Diagnostics;
using System.Globalization;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>Writes that are answered only once replicas have them.</summary>
[Trait("Needs", "tools")]
public sealed class ReplicaTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Write_ReplicaStopped_IsNotAnsweredAsWrittenUntilTheReplicaHasIt()
    {
        await using var master = await RedisServer.StartAsync();
        await using var replica = await RedisServer.StartAsync();
        await replica.AskAsync("REPLICAOF", "127.0.0.1", master.Port.ToString(CultureInfo.InvariantCulture));
        await StoreAsking.UntilAsync(
            async () => (await replica.AskTextAsync("INFO", "replication")).Contains("master_link_status:up", StringComparison.Ordinal), "the replica follows");
        await StoreAsking.UntilAsync(
            async () => (await master.AskTextAsync("INFO", "replication")).Contains("state=online", StringComparison.Ordinal), "the master counts it");
        await using var store = await RedisStore.StartAsync(master.Address, redis => redis with { BulkTimeout = Short, Timeout = Short });
        await using var other = await RedisStore.StartAsync(master.Address, redis => redis with { BulkTimeout = Short, Timeout = Short });
        var writes = Enumerable.Range(0, 250).Select(i => Blob.Put($"creator-{i}", 3, lifetime: TimeSpan.FromHours(1))).ToArray();

        Assert.All(await WriteAsync(store, writes, 1), result => Assert.Equal(WriteResult.Applied, result));
        Assert.Equal(250L, await replica.AskAsync("DBSIZE"));
        Assert.All(await WriteAsync(store, [Blob.Put("ada", 1)], 2), result => Assert.Equal(WriteResult.ReplicasNotReached, result));

        await replica.PauseAsync();
        var newer = writes.Select(write => Blob.Put(write.CreatorId, 4, lifetime: TimeSpan.FromHours(1))).Append(Blob.Put("creator-0", 2)).ToArray();
        var results = await WriteAsync(store, newer, 1);
        Assert.All(results[..^1], result => Assert.Equal(WriteResult.ReplicasNotReached, result));
        Assert.Equal(WriteResult.Superseded, results[^1]);

        // Sent again it is there already, and still no replica has it; also through a server that wrote nothing itself yet,
        // whose connection has nothing of its own to wait for.
        foreach (var again in new[] { store, other })
        {
            Assert.All((await WriteAsync(again, newer, 1))[..^1], result => Assert.Equal(WriteResult.ReplicasNotReached, result));
        }

        Assert.All((await WriteAsync(store, newer, 0))[..^1], result => Assert.Equal(WriteResult.Unchanged, result));

        await replica.ResumeAsync();
        await StoreAsking.UntilAsync(
            async () => (await WriteAsync(store, newer, 1))[..^1].All(result => result == WriteResult.Unchanged), "the replica has it");
        var left = (long)(await master.AskAsync("PTTL", "inf:p:{114}:ada"))!;
        Assert.Equal(-1, left);
        Assert.InRange((long)(await replica.AskAsync("EVAL", "return redis.call('PTTL', redis.call('KEYS', '*creator-1')[1])", "0"))!, 1, 3_600_000);
    }

    [Fact]
    public async Task Write_ReplicasOfACluster_AreWaitedForOnEveryNode()
    {
        await using var cluster = await RedisCluster.StartAsync(withReplicas: true);
        await using var store = await RedisStore.StartAsync(cluster.Address, redis => redis with { BulkTimeout = Short, Timeout = Short });
        var writes = Enumerable.Range(0, 300).Select(i => Blob.Put($"creator-{i}", 3)).ToArray();

        Assert.All(await WriteAsync(store, writes, 1), result => Assert.Equal(WriteResult.Applied, result));

        await cluster.Nodes[3].PauseAsync();
        var results = await WriteAsync(store, [.. writes.Select(write => Blob.Put(write.CreatorId, 4))], 1);
        Assert.Contains(WriteResult.Applied, results);
        Assert.Contains(WriteResult.ReplicasNotReached, results);
        Assert.DoesNotContain(WriteResult.Unavailable, results);
        await cluster.Nodes[3].ResumeAsync();
    }

    // The first call holds the turn for as long as it may; nobody else is to wait for that.
    [Fact]
    public async Task Write_TurnIsHeldAtAServerThatStopped_EndsInItsOwnTime()
    {
        var (patience, little) = (TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(1));
        await using var redis = await RedisServer.StartAsync();
        await using var store = await RedisStore.StartAsync(redis.Address, options => options with { BulkTimeout = patience, Timeout = Short });
        await redis.PauseAsync();

        var holder = WriteAsync(store, [Blob.Put("ada", 1)], 1);
        var took = Stopwatch.StartNew();
        Assert.Equal([WriteResult.Unavailable], await WriteAsync(store, [Blob.Put("bob", 1)], 1, little));
        Assert.InRange(took.Elapsed, TimeSpan.Zero, patience / 2);
        Assert.False(holder.IsCompleted);

        await store.UntilUpAsync(false);
        took.Restart();
        Assert.Equal([WriteResult.Unavailable], await WriteAsync(store, [Blob.Put("carol", 1)], 1));
        Assert.InRange(took.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.False(holder.IsCompleted);

        Assert.Equal([WriteResult.Unavailable], await holder);
        await redis.ResumeAsync();
    }

    private static async Task<WriteResult[]> WriteAsync(RedisStore store, ProfileWrite[] writes, int minReplicas, TimeSpan? timeLeft = null)
    {
        var results = new WriteResult[writes.Length];
        await store.Store.WriteAsync(writes, results, minReplicas, new(StoreLane.Bulk, timeLeft ?? StoreAsking.Patience, CancellationToken.None))
            .AsTask().WaitAsync(StoreAsking.Patience);
        return results;
    }
}
