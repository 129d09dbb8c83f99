using System.Globalization;
using InfluenceGrpc.Performance.Asked;
using InfluenceGrpc.Performance.Loads;
using InfluenceGrpc.Performance.Measuring;
using InfluenceGrpc.Performance.Peers;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Performance.Sections;

/// <summary>Tiers by id from Redis in every way that there is to read it, and beside each redis-benchmark.</summary>
internal sealed class Lookups(PerformanceOptions options, Results results)
{
    /// <summary>Ids in a chunk.</summary>
    public const int Chunk = 10_000;

    /// <summary>Bytes of a value in Redis, as a figure.</summary>
    public const string ValueBytes = "bytes of a value in Redis";

    private const double FirstGuess = 300_000;

    private readonly Dictionary<LookupWay, double> expected = [];

    /// <summary>Measures them.</summary>
    public async Task RunAsync()
    {
        var ways = LookupWay.All.Where(way => options.Wants(way.Name) || options.Wants(way.PeerName)).ToArray();
        if (ways.Length == 0)
        {
            return;
        }

        await using var surroundings = new Surroundings(options, results);
        var redis = await surroundings.RedisAsync();
        var cluster = await surroundings.ClusterAsync();
        var kind = ChunkKinds.TiersById(options.Creators, Chunk);
        var variants = new List<Variant>();
        var filled = new HashSet<(bool, int)>();
        foreach (var way in ways)
        {
            var server = await surroundings.ServerAsync(Switches(way, way.OnCluster ? cluster.Address : redis.Address));
            var channel = surroundings.Connect(server.Address);
            if (filled.Add((way.OnCluster, way.Buckets)))
            {
                Progress.Tell($"look-ups: storing {options.Creators} creators for {way.Name}");
                await Population.StoreAsync(channel, options.Creators);
            }

            if (way.IsHot)
            {
                await Population.HeatAsync(channel, options.Creators);
            }

            var stores = await Task.WhenAll((way.OnCluster ? cluster.Nodes : [redis]).Select(RedisFacts.ProcessAsync));
            variants.Add(Surroundings.Stream(way.Name, server.Id, channel, kind) with { Stores = stores });
            variants.Add(new(way.PeerName, 0, duration => BesideAsync(way, redis, duration)) { IsOnce = true });
        }

        var valueBytes = Convert.ToInt32(await redis.AskAsync("STRLEN", await redis.AskTextAsync("RANDOMKEY")), CultureInfo.InvariantCulture);
        results.Add(ValueBytes, valueBytes);
        await RedisBenchmark.StoreAsync(redis.Port, options.Creators, valueBytes);
        await new Rounds(options, results).TakeAsync("look-ups", variants);
    }

    // The slowest ways on a busy machine take longer than a server should wait: here they are to be measured all the same.
    private static string[] Switches(LookupWay way, string store) =>
    [
        "--store", store,
        "--Redis:Buckets", way.Buckets.ToString(CultureInfo.InvariantCulture),
        "--Redis:KeysPerCommand", way.KeysPerCommand.ToString(CultureInfo.InvariantCulture),
        "--Profiles:NearCacheBytes", way.IsHot ? "1073741824" : "0",
        "--Profiles:NearCacheLifetime", "01:00:00",
        "--Redis:BulkTimeout", "00:05:00",
    ];

    // It takes a number of commands rather than a time.
    private async Task<Counts> BesideAsync(LookupWay way, RedisServer redis, TimeSpan duration)
    {
        var speed = await RedisBenchmark.KeysPerSecondAsync(
            redis.Port, options.Creators, way.PeerKeys, duration.TotalSeconds, expected.GetValueOrDefault(way, FirstGuess));
        expected[way] = speed;
        return new(speed, 1);
    }
}
