using System.Diagnostics;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Testing;
using Xunit.Abstractions;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>Single questions and streams have lines of their own.</summary>
[Trait("Needs", "tools")]
public sealed class LaneTests(ITestOutputHelper output)
{
    private const int Count = 10_000;

    [Fact]
    public async Task Read_StreamsFlatOut_SingleQuestionsGoOnTheirOwnLine()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = await RedisStore.StartAsync(redis.Address);
        var ids = Enumerable.Range(0, Count).Select(i => $"creator-{i}").ToArray();
        var body = new string('x', 1_000);
        Assert.All(await store.Store.WriteManyAsync([.. ids.Select(id => Blob.Put(id, 1, body))]), result => Assert.Equal(WriteResult.Applied, result));
        await redis.AskAsync("CONFIG", "SET", "slowlog-log-slower-than", "0", "slowlog-max-len", "2000");
        var done = false;
        var streams = Enumerable.Range(0, 4).Select(_ => FlatOutAsync()).ToArray();
        var took = new double[1_000];

        for (var i = 0; i < took.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Assert.NotNull((await store.Store.ReadAsync(ids[i])).Profile);
            took[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        done = true;
        var chunks = (await Task.WhenAll(streams).WaitAsync(StoreAsking.Patience)).Sum();
        Array.Sort(took);
        output.WriteLine($"Single reads beside {chunks} reads of {Count}: p50 {took[500]:F2} ms, p99 {took[990]:F2} ms, longest {took[^1]:F2} ms.");
        var sent = await SentAsync(redis);
        Assert.All(sent["unary"], command => Assert.True(command is ["PING"] or ["SELECT", _] or ["MGET", _], string.Join(' ', command)));
        Assert.Contains(sent["unary"], command => command is ["MGET", _]);
        Assert.Contains(sent["bulk"], command => command.Length > 2);

        async Task<int> FlatOutAsync()
        {
            var read = 0;
            for (; !done || read == 0; read++)
            {
                Assert.DoesNotContain(await store.Store.ReadManyAsync(ids), found => found.Profile is null);
            }

            return read;
        }
    }

    [Fact]
    public async Task Write_HundredKeysOfOneCall_TimeOfTheScriptIsTold()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = await RedisStore.StartAsync(redis.Address);
        for (var version = 1UL; version <= 200; version++)
        {
            var results = await store.Store.WriteManyAsync(
                [.. Enumerable.Range(0, 100).Select(i => Blob.Put($"creator-{i}", version, new string('x', 1_000), TimeSpan.FromHours(1)))]);
            Assert.All(results, result => Assert.Equal(WriteResult.Applied, result));
        }

        var statistics = (await redis.AskTextAsync("INFO", "commandstats")).Split("\r\n").Single(line => line.StartsWith("cmdstat_evalsha:", StringComparison.Ordinal));
        output.WriteLine($"200 scripts of 100 keys of 1 KB: {statistics}");
        Assert.Contains("calls=200,", statistics, StringComparison.Ordinal);
    }

    // The last commands that Redis ran, by the purpose of the line they came on.
    private static async Task<Dictionary<string, string[][]>> SentAsync(RedisServer redis) =>
        ((object?[])(await redis.AskAsync("SLOWLOG", "GET", "2000"))!).Cast<object?[]>()
            .GroupBy(entry => ((string)entry[5]!).Split('-')[^1], entry => ((object?[])entry[3]!).Cast<string>().ToArray(), StringComparer.Ordinal)
            .ToDictionary(line => line.Key, line => line.ToArray(), StringComparer.Ordinal);
}
