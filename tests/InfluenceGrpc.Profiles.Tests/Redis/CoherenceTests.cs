using System.Collections.Concurrent;
using System.Diagnostics;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Testing;
using Xunit.Abstractions;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>What one server writes, the others hear of, or know that they may have missed it.</summary>
[Trait("Needs", "tools")]
public sealed class CoherenceTests(ITestOutputHelper output)
{
    private static readonly TimeSpan MaxStaleness = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_OfOneServer_IsHeardByAllAndLeasesStayHeld(bool isCluster)
    {
        await using var one = isCluster ? null : await RedisServer.StartAsync();
        await using var three = isCluster ? await RedisCluster.StartAsync() : null;
        var address = one?.Address ?? three!.Address;
        await using var writer = await RedisStore.StartAsync(address, Settings);
        await using var other = await RedisStore.StartAsync(address, Settings);
        await writer.UntilLeaseAsync();
        await other.UntilLeaseAsync();
        var ids = Enumerable.Range(0, 500).Select(i => $"creator-{i} 日本").ToArray();

        Assert.All(await writer.Store.WriteManyAsync([.. ids.Select(id => Blob.Put(id, 5))]), result => Assert.Equal(WriteResult.Applied, result));
        foreach (var store in new[] { writer, other })
        {
            await UntilHeardAsync(store, ids);
            store.Heard.Clear();
        }

        // What was not written is not told of; a deletion is.
        await writer.Store.WriteManyAsync([.. ids.Select(id => Blob.Put(id, 5))]);
        await writer.Store.WriteManyAsync([.. ids.Select(id => Blob.Put(id, 4))]);
        Assert.Equal(WriteResult.Deleted, await writer.Store.WriteAsync(Blob.DeleteAny(ids[7])));
        await UntilHeardAsync(other, [ids[7]]);
        Assert.Equal([ids[7]], other.Heard);

        // A machine that stands still loses the lease, as it should: that tells nothing, and is watched anew.
        var attempts = 0;
        while (await LongestPauseWhileHeldAsync(writer, other) is { } pause)
        {
            Assert.True(pause > MaxStaleness / 4 && ++attempts < 10, $"The lease was lost, and nothing stood still for longer than {pause}.");
            await other.UntilLeaseAsync();
        }
    }

    // Null where the lease was held throughout, else the longest time between two writes.
    private static async Task<TimeSpan?> LongestPauseWhileHeldAsync(RedisStore writer, RedisStore other)
    {
        var (epoch, longest, before) = (other.Lease.Epoch, TimeSpan.Zero, TimeSpan.Zero);
        for (var watched = Stopwatch.StartNew(); watched.Elapsed < 3 * MaxStaleness;)
        {
            Assert.Equal(WriteResult.Applied, await writer.Store.WriteAsync(Blob.Put("ada", 0)));
            var now = watched.Elapsed;
            (longest, before) = (now - before > longest ? now - before : longest, now);
            if (!other.Lease.IsHeld || other.Lease.Epoch != epoch)
            {
                return longest;
            }
        }

        return null;
    }

    [Fact]
    public async Task Write_SubscriptionsKilled_IsHeardOfOrTheLeaseIsLostInTime()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var writer = await RedisStore.StartAsync(redis.Address, Settings);
        await using var other = await RedisStore.StartAsync(redis.Address, Settings);
        await other.UntilLeaseAsync();
        var written = new ConcurrentQueue<(string Id, int Epoch, bool Held, long At)>();
        var (random, missed) = (new Random(5), 0);

        for (var i = 0; i < 1_500; i++)
        {
            if (random.Next(20) == 0)
            {
                await redis.AskAsync("CLIENT", "KILL", "TYPE", "pubsub");
            }

            // What the other server would have cached before the write: in which epoch, and whether it might use it.
            var (epoch, held) = (other.Lease.Epoch, other.Lease.IsHeld);
            Assert.Equal(WriteResult.Applied, await writer.Store.WriteAsync(Blob.Put($"creator-{i}", 1)));
            written.Enqueue(($"creator-{i}", epoch, held, Stopwatch.GetTimestamp()));
            if (i % 50 == 0)
            {
                await AssertHeardOrLostAsync(other, written);
            }
        }

        await AssertHeardOrLostAsync(other, written);
        await other.UntilLeaseAsync();
        var heard = other.Heard.ToHashSet(StringComparer.Ordinal);
        missed = Enumerable.Range(0, 1_500).Count(i => !heard.Contains($"creator-{i}"));
        output.WriteLine($"{missed} of 1500 writes were not heard of; the epoch is {other.Lease.Epoch}.");
        Assert.NotEqual(0, missed);
    }

    // Every write of the queue: heard of, or what was cached before it is void, no later than the time allowed.
    private static async Task AssertHeardOrLostAsync(RedisStore other, ConcurrentQueue<(string Id, int Epoch, bool Held, long At)> written)
    {
        while (written.TryDequeue(out var write))
        {
            await StoreAsking.UntilAsync(
                () =>
                {
                    var safe = other.Lease.Epoch != write.Epoch || !other.Lease.IsHeld || other.Heard.Contains(write.Id);
                    Assert.True(safe || Stopwatch.GetElapsedTime(write.At) < MaxStaleness, $"{write.Id} was missed and the lease is held.");
                    return Task.FromResult(safe && (other.Lease.Epoch != write.Epoch || other.Heard.Contains(write.Id) || Stopwatch.GetElapsedTime(write.At) > MaxStaleness));
                },
                "a write is heard of or the lease lost");
        }
    }

    private static RedisOptions Settings(RedisOptions options) => options with { MaxStaleness = MaxStaleness };

    private static Task UntilHeardAsync(RedisStore store, string[] ids) =>
        StoreAsking.UntilAsync(() => Task.FromResult(ids.Except(store.Heard).Any() is false), "all writes are heard of");
}
