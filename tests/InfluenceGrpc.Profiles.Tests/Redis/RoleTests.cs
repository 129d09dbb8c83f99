using System.Globalization;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Testing;
using Microsoft.Extensions.Logging;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>Servers in no cluster: only the one master is used.</summary>
[Trait("Needs", "tools")]
public sealed class RoleTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Call_ServerBecomesAReplica_IsUnavailableUntilItIsAMasterAgain()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var other = await RedisServer.StartAsync();
        await using var store = await StartAsync(redis.Address);
        Assert.Equal(WriteResult.Applied, await store.Store.WriteAsync(Blob.Put("ada", 1)));
        await store.UntilLeaseAsync();
        var epoch = store.Lease.Epoch;

        await FollowAsync(redis, other);
        await store.UntilUpAsync(false);
        await store.UntilLeaseAsync(false);
        Assert.True((await store.Store.ReadAsync("ada")).IsUnavailable);
        Assert.Equal(WriteResult.Unavailable, await store.Store.WriteAsync(Blob.Put("ada", 2)));
        Assert.Single(store.Logged, entry => entry is { Level: LogLevel.Warning, Id: 228 });
        Assert.Contains(store.Logged, entry => entry.Id == 221 && entry.Text.Contains("is a replica, not a master", StringComparison.Ordinal));

        await redis.AskAsync("REPLICAOF", "NO", "ONE");
        await store.UntilUpAsync();
        await store.UntilLeaseAsync();
        Assert.NotEqual(epoch, store.Lease.Epoch);
        await StoreAsking.UntilAsync(
            async () => await store.Store.WriteAsync(Blob.Put("ada", 3)) == WriteResult.Applied, "the server is written to");
    }

    [Fact]
    public async Task Start_SeveralMastersInNoCluster_NoneIsUsedUntilOnlyOneIsMaster()
    {
        await using var one = await RedisServer.StartAsync();
        await using var two = await RedisServer.StartAsync();
        await using var store = await RedisStore.StartUnusedAsync($"{one.Address},127.0.0.1:{Text(two.Port)}", Brief);

        // One that answers the first question late is not known of until the second.
        await StoreAsking.UntilAsync(() => Task.FromResult(store.Logged.Any(entry => entry.Id == 229)), "both are seen");
        await store.UntilUpAsync(false);
        Assert.Equal(WriteResult.Unavailable, await store.Store.WriteAsync(Blob.Put("ada", 1)));
        Assert.Single(store.Logged, entry => entry is { Level: LogLevel.Warning, Id: 229 });

        // Others of ours may still hear the one that is silent here, and take it.
        await two.PauseAsync();
        await StoreAsking.UntilAsync(
            () => Task.FromResult(store.Logged.Any(entry => entry.Id == 224 && entry.Text.Contains(Text(two.Port), StringComparison.Ordinal))),
            "one of the masters is given up");
        Assert.False(store.Availability.IsUp);
        Assert.Equal(WriteResult.Unavailable, await store.Store.WriteAsync(Blob.Put("ada", 1)));
        await two.ResumeAsync();

        await FollowAsync(one, two);
        await UntilWrittenAsync(store, 2);
        Assert.Equal(1L, await two.AskAsync("DBSIZE"));

        // They change places, as after a failover.
        await two.AskAsync("REPLICAOF", "NO", "ONE");
        await one.AskAsync("REPLICAOF", "NO", "ONE");
        await store.UntilUpAsync(false);
        await FollowAsync(two, one);
        await UntilWrittenAsync(store, 3);
        await store.UntilLeaseAsync();
        Assert.Equal(1L, await one.AskAsync("DBSIZE"));
    }

    private static Task<RedisStore> StartAsync(string address) =>
        RedisStore.StartAsync(address, Brief);

    private static RedisOptions Brief(RedisOptions redis) => redis with { Timeout = Short, BulkTimeout = Short, MaxStaleness = Short };

    private static async Task FollowAsync(RedisServer replica, RedisServer master) =>
        await replica.AskAsync("REPLICAOF", "127.0.0.1", Text(master.Port));

    private static Task UntilWrittenAsync(RedisStore store, ulong version) => StoreAsking.UntilAsync(
        async () => await store.Store.WriteAsync(Blob.Put("ada", version)) is WriteResult.Applied or WriteResult.Unchanged, "the only master is written to");

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
