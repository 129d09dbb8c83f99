using System.Diagnostics;
using System.Text;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Server.Profiles.Redis;
using InfluenceGrpc.Testing;
using Xunit.Abstractions;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>Nodes of a cluster go, and slots wander, while the store is in use.</summary>
[Trait("Needs", "tools")]
public sealed class ClusterFaultTests(ITestOutputHelper output)
{
    private static readonly string[] Ids = [.. Enumerable.Range(0, 400).Select(i => $"creator-{i}")];

    [Fact]
    public async Task Call_MasterKilled_IsBackThreeSecondsAfterTheClusterAtMost()
    {
        await using var cluster = await RedisCluster.StartAsync(withReplicas: true);
        await using var store = await RedisStore.StartAsync(
            cluster.Address, redis => redis with { Timeout = TimeSpan.FromSeconds(1), BulkTimeout = TimeSpan.FromSeconds(1) });
        Assert.All(await store.Store.WriteManyAsync([.. Ids.Select(id => Blob.Put(id, 1))]), result => Assert.Equal(WriteResult.Applied, result));
        await UntilReplicatedAsync(cluster);
        var (lost, survivor, heir) = (cluster.Nodes[0], cluster.Nodes[1], cluster.Nodes[3]);
        var heirId = await RedisCluster.IdOfAsync(heir);

        await lost.KillAsync();
        var partial = await store.Store.ReadManyAsync(Ids);
        Assert.Contains(partial, read => read.Profile is not null);
        Assert.Contains(partial, read => read.IsUnavailable);
        Assert.DoesNotContain(partial, read => read is { Profile: null, IsUnavailable: false });
        Assert.True(store.Availability.IsUp);

        await StoreAsking.UntilAsync(
            async () => (await survivor.AskTextAsync("CLUSTER", "NODES")).Split('\n')
                .Any(line => line.StartsWith(heirId, StringComparison.Ordinal) && line.Contains("master", StringComparison.Ordinal)),
            "the replica is promoted");
        var promoted = Stopwatch.StartNew();
        await StoreAsking.UntilAsync(
            async () => (await store.Store.ReadManyAsync(Ids)).All(read => read.Profile is not null), "all are readable");
        var version = 2UL;
        await StoreAsking.UntilAsync(
            async () => (await store.Store.WriteManyAsync([.. Ids.Select(id => Blob.Put(id, version++))])).All(result => result == WriteResult.Applied),
            "all are writable");

        output.WriteLine($"All readable and writable {promoted.ElapsedMilliseconds} ms after the promotion was seen.");
        output.WriteLine(string.Join(Environment.NewLine, store.Logged.Select(entry => entry.Text)));
        Assert.InRange(promoted.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        await store.UntilLeaseAsync();
    }

    [Fact]
    public async Task Call_MasterStopped_OthersAreReadAtOnce()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var store = await RedisStore.StartAsync(
            cluster.Address, redis => redis with { Timeout = TimeSpan.FromSeconds(1), BulkTimeout = TimeSpan.FromSeconds(1) });
        Assert.All(await store.Store.WriteManyAsync([.. Ids.Select(id => Blob.Put(id, 1))]), result => Assert.Equal(WriteResult.Applied, result));
        var mine = await OnAsync(cluster.Nodes[0], Ids);
        var others = Ids.Except(mine).ToArray();

        await cluster.Nodes[0].PauseAsync();
        await StoreAsking.UntilAsync(
            async () =>
            {
                var took = Stopwatch.StartNew();
                Assert.All(await store.Store.ReadManyAsync(mine), read => Assert.True(read.IsUnavailable));
                return took.ElapsedMilliseconds < 100;
            },
            "the stopped node is given up");
        var took = Stopwatch.StartNew();
        Assert.All(await store.Store.ReadManyAsync(others), read => Assert.NotNull(read.Profile));
        Assert.InRange(took.ElapsedMilliseconds, 0, 500);
        Assert.True(store.Availability.IsUp);

        await cluster.Nodes[0].ResumeAsync();
        await StoreAsking.UntilAsync(
            async () => (await store.Store.ReadManyAsync(Ids)).All(read => read.Profile is not null), "all are readable");
    }

    // The first call holds the turn of the node that stops, the others wait for it, and all the while the node is replaced.
    [Fact]
    public async Task Write_WaitsForReplicasOfANodeThatIsReplaced_EndsInItsTime()
    {
        var patience = TimeSpan.FromSeconds(10);
        await using var cluster = await RedisCluster.StartAsync(withReplicas: true);
        await using var store = await RedisStore.StartAsync(cluster.Address, redis => redis with { BulkTimeout = patience });
        var keys = new ProfileKeys("inf", 256);
        var mine = Ids.Where(id => HashSlots.Of(keys.Of(id)) <= 5460).Take(8).ToArray();
        await StoreAsking.UntilAsync(
            async () => (await WaitForReplicaAsync(store, mine[0])).Result is WriteResult.Applied or WriteResult.Unchanged, "the replica follows");

        await cluster.Nodes[0].PauseAsync();
        var calls = mine.Select(id => WaitForReplicaAsync(store, id)).ToArray();
        await StoreAsking.UntilAsync(
            () => Task.FromResult(store.Logged.Count(entry => entry.Id == 225) > 1), "the node is replaced");

        foreach (var (result, took) in await Task.WhenAll(calls).WaitAsync(StoreAsking.Patience))
        {
            Assert.Equal(WriteResult.Unavailable, result);
            Assert.InRange(took, TimeSpan.Zero, patience + TimeSpan.FromSeconds(1));
        }

        await StoreAsking.UntilAsync(
            async () => await store.Store.WriteAsync(Blob.Put(mine[0], 3)) == WriteResult.Applied, "the heir is written to");
        await cluster.Nodes[0].ResumeAsync();
    }

    [Fact]
    public async Task Call_SlotsMoveMeanwhile_NothingIsLostOrMissed()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var store = await RedisStore.StartAsync(cluster.Address, redis => redis with { Buckets = 64 });
        await using var other = await RedisStore.StartAsync(cluster.Address, redis => redis with { Buckets = 64 });
        var keys = new ProfileKeys("inf", 64);
        Assert.All(await store.Store.WriteManyAsync([.. Ids.Select(id => Blob.Put(id, 1))]), result => Assert.Equal(WriteResult.Applied, result));
        var (from, to) = (cluster.Nodes[0], cluster.Nodes[1]);
        var slots = Ids.Select(id => HashSlots.Of(keys.Of(id))).Where(slot => slot < 5461).Distinct().ToArray();
        using var moved = new CancellationTokenSource();
        var one = UseAsync(store.Store, () => moved.IsCancellationRequested);
        var two = UseAsync(other.Store, () => moved.IsCancellationRequested);

        foreach (var slot in slots)
        {
            await cluster.MoveSlotAsync(slot, from, to);
        }

        await moved.CancelAsync();
        var rounds = await Task.WhenAll(one, two).WaitAsync(StoreAsking.Patience);

        output.WriteLine($"{slots.Length} slots moved during {string.Join(" and ", rounds)} rounds.");
        Assert.All(rounds, count => Assert.NotEqual(0UL, count));
        Assert.Equal(0L, await from.AskAsync("DBSIZE"));
        var highest = rounds.Max() + 1;
        Assert.All(await store.Store.ReadManyAsync(Ids), read => Assert.Equal(highest, read.Profile!.Version));
        await store.UntilLeaseAsync();
    }

    // Two writers count up, each by itself: the higher one wins, and what is read never goes down.
    private static async Task<ulong> UseAsync(IProfileStore store, Func<bool> isOver)
    {
        var round = 0UL;
        do
        {
            round++;
            var results = await store.WriteManyAsync([.. Ids.Select(id => Blob.Put(id, round + 1))]);
            Assert.All(results, result => Assert.True(
                result is WriteResult.Applied or WriteResult.Unchanged or WriteResult.Superseded, $"Round {round}: {result}"));
            Assert.All(await store.ReadManyAsync(Ids), read => Assert.True(read.Profile?.Version > round, $"Round {round}"));
            Assert.All(await store.ReadManyAsync(Ids[..3], StoreLane.Unary), read => Assert.NotNull(read.Profile));
        }
        while (!isOver());

        return round;
    }

    private static async Task<(WriteResult Result, TimeSpan Took)> WaitForReplicaAsync(RedisStore store, string id)
    {
        var took = Stopwatch.StartNew();
        var results = new WriteResult[1];
        await store.Store.WriteAsync(new[] { Blob.Put(id, 2) }, results, minReplicas: 1, new(StoreLane.Bulk, StoreAsking.Patience, CancellationToken.None))
            .AsTask().WaitAsync(StoreAsking.Patience);
        return (results[0], took.Elapsed);
    }

    private static async Task<string[]> OnAsync(RedisServer node, string[] ids)
    {
        var keys = new ProfileKeys("inf", 256);
        var held = new List<string>();
        foreach (var id in ids)
        {
            try
            {
                await node.AskAsync("EXISTS", Encoding.UTF8.GetString(keys.Of(id)));
                held.Add(id);
            }
            catch (InvalidOperationException moved) when (moved.Message.Contains("MOVED", StringComparison.Ordinal))
            {
                // Another node's.
            }
        }

        return [.. held];
    }

    private static async Task UntilReplicatedAsync(RedisCluster cluster)
    {
        foreach (var (master, replica) in cluster.Nodes.Zip(cluster.Nodes.Skip(3)))
        {
            await StoreAsking.UntilAsync(
                async () => (long)(await master.AskAsync("DBSIZE"))! == (long)(await replica.AskAsync("DBSIZE"))!, "the replica has it all");
        }
    }
}
