using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Influence.V1;
using InfluenceGrpc.Testing;
using Xunit.Abstractions;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>A cluster in trouble and on the move, under a stream of ids and a caller who writes.</summary>
[Trait("Needs", "tools")]
public sealed class ClusterTests(ITestOutputHelper output)
{
    private const int Creators = 600;
    private const int Moves = 12;

    private static readonly TimeSpan BackAfterFailover = TimeSpan.FromSeconds(3);
    private static readonly string[] Ids = [.. Enumerable.Range(0, Creators).Select(i => $"cluster-{i.ToString(CultureInfo.InvariantCulture)}")];

    private readonly ConcurrentDictionary<string, ulong> acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> failedReads = new(StringComparer.Ordinal);
    private long writeErrors;
    private long chunks;
    private long chunksWithoutFailures;

    [Fact]
    public async Task StreamClassifyTiers_MasterKilled_OnlyItsIdsFailUntilItsReplicaTakesOverAndNothingAcknowledgedIsLost()
    {
        await using var cluster = await RedisCluster.StartAsync(withReplicas: true);
        await using var server = await RunningServer.StartAsync("--store", cluster.Address, "--Profiles:NearCacheBytes", "0", "--Redis:BulkTimeout", "00:00:01");
        await using var health = new HealthWatch(server.Channel, HealthWatch.Profiles);
        await StoreAllAsync(server, minReplicas: 1);
        var victim = cluster.Nodes[0];
        var its = (await KeysOfAsync(victim)).Select(IdOf).ToHashSet(StringComparer.Ordinal);
        Assert.InRange(its.Count, 1, Creators - 1);

        await WhileInUseAsync(server, minReplicas: 1, async () =>
        {
            await UntilChunksAsync(5);
            Assert.Empty(failedReads);
            await victim.KillAsync();
            await Until.TrueAsync(() => !failedReads.IsEmpty, "ids of the lost master fail");
            await Until.TrueAsync(
                async () => (await cluster.Nodes[3].AskTextAsync("INFO", "replication")).Contains("role:master", StringComparison.Ordinal),
                "the replica takes over");
            var promoted = Stopwatch.StartNew();
            var whole = Volatile.Read(ref chunksWithoutFailures);
            await Until.TrueAsync(() => Volatile.Read(ref chunksWithoutFailures) > whole, "all ids are answered", BackAfterFailover);
            output.WriteLine($"all ids are answered {promoted.ElapsedMilliseconds} ms after the replica took over");
            await UntilChunksAsync(5);
        });

        output.WriteLine($"{failedReads.Count} of {its.Count} ids of the lost master failed meanwhile; {chunks} chunks read, {writeErrors} writes failed");
        Assert.Subset(its, failedReads.Keys.ToHashSet(StringComparer.Ordinal));
        Assert.Equal([ServingStatus.Serving], health.Seen);
        await AssertNothingLostAsync(server);
    }

    [Fact]
    public async Task StreamClassifyTiers_SlotsOnTheMove_AnswersAllAndNothingIsLost()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var server = await RunningServer.StartAsync("--store", cluster.Address, "--Profiles:NearCacheBytes", "0");
        await StoreAllAsync(server, minReplicas: 0);
        await WhileInUseAsync(server, minReplicas: 0, async () =>
        {
            for (var move = 0; move < Moves; move++)
            {
                await UntilChunksAsync(2);
                var (from, to) = (cluster.Nodes[move % 3], cluster.Nodes[(move + 1) % 3]);
                var key = (await KeysOfAsync(from))[move];
                await cluster.MoveSlotAsync((int)(long)(await from.AskAsync("CLUSTER", "KEYSLOT", key))!, from, to);
            }

            await UntilChunksAsync(3);
        });

        output.WriteLine($"{chunks} chunks read, {acknowledged.Values.Sum(version => (long)version)} writes, while {Moves} slots moved");
        Assert.Empty(failedReads);
        Assert.Equal(0, writeErrors);
        await AssertNothingLostAsync(server);
        Assert.Equal(Creators, await cluster.CountKeysAsync());
    }

    // inf:p:{17}:id
    private static string IdOf(string key) => key.Split(':', 4)[3];

    private static async Task<string[]> KeysOfAsync(RedisServer node) => [.. ((object?[])(await node.AskAsync("KEYS", "*"))!).Cast<string>()];

    private Task UntilChunksAsync(int more)
    {
        var until = Volatile.Read(ref chunks) + more;
        return Until.TrueAsync(() => Volatile.Read(ref chunks) >= until, "the stream goes on");
    }

    private async Task StoreAllAsync(RunningServer server, uint minReplicas)
    {
        await new ProfileCalls(server.Channel).StoreAsync(ProfileCalls.Of(Ids), minReplicas);
        foreach (var id in Ids)
        {
            acknowledged[id] = 1;
        }
    }

    private async Task WhileInUseAsync(RunningServer server, uint minReplicas, Func<Task> work)
    {
        using var stop = new CancellationTokenSource();
        var (reading, writing) = (ReadAsync(server, stop.Token), WriteAsync(server, minReplicas, stop.Token));
        var working = work();
        await await Task.WhenAny(working, reading, writing).WaitAsync(2 * Until.Patience);
        await stop.CancelAsync();
        await Task.WhenAll(reading, writing).WaitAsync(Until.Patience);
        Assert.True(working.IsCompletedSuccessfully);
    }

    private async Task ReadAsync(RunningServer server, CancellationToken stop)
    {
        using var stream = new TierStream(server.Channel);
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();
        for (ulong sequence = 1; !stop.IsCancellationRequested; sequence++)
        {
            await stream.SendAsync(sequence, new Items { Ids = ProfileCalls.IdsOf(Ids) });
            var tiers = (await stream.ResultAsync()).Tiers;
            foreach (var errors in tiers.Errors)
            {
                StoreFaults.AssertUnavailable(errors);
                foreach (var item in errors.Indexes)
                {
                    failedReads[Ids[item]] = 0;
                }
            }

            Interlocked.Increment(ref chunks);
            Interlocked.Add(ref chunksWithoutFailures, tiers.Errors.Count == 0 ? 1 : 0);
        }
    }

    // One creator after the other, each version higher; only what is acknowledged counts.
    private async Task WriteAsync(RunningServer server, uint minReplicas, CancellationToken stop)
    {
        var calls = new ProfileCalls(server.Channel);
        for (var next = 0; !stop.IsCancellationRequested; next++)
        {
            string[] some = [.. Enumerable.Range(0, 5).Select(i => Ids[((next * 5) + i) % Creators])];
            var version = (ulong)((next * 5 / Creators) + 2);
            var written = await calls.UpsertAsync(ProfileCalls.Of(some, version), minReplicas);
            for (var i = 0; i < some.Length; i++)
            {
                if (written.Outcomes[i] == UpsertOutcome.Applied)
                {
                    acknowledged[some[i]] = version;
                }
                else
                {
                    Assert.Equal(UpsertOutcome.Unspecified, written.Outcomes[i]);
                    Interlocked.Increment(ref writeErrors);
                }
            }
        }
    }

    private async Task AssertNothingLostAsync(RunningServer server)
    {
        var stored = await new ProfileCalls(server.Channel).AllAsync(Ids);
        Assert.Equal(Ids, stored.Select(profile => profile.CreatorId));

        // A write that was not acknowledged may be there all the same.
        Assert.All(stored, profile => Assert.InRange(profile.Version, acknowledged[profile.CreatorId], ulong.MaxValue));
    }
}
