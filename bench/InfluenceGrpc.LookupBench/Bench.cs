using System.Globalization;
using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.LookupBench;

/// <summary>Takes every reading in turn, round after round: the machine's speed drifts, and only neighbours compare.</summary>
internal sealed class Bench(BenchOptions options, RedisServer redis, RedisCluster cluster)
{
    private const int ChunkItems = 10_000;
    private const int ChunksDrawn = 32;
    private const double FirstGuess = 300_000;

    private readonly Dictionary<Variant, List<(Reading Ours, double Peer)>> readings = Variant.All.ToDictionary(variant => variant, _ => new List<(Reading, double)>());
    private readonly IReadOnlyList<CreatorIds> chunks = Population.Chunks(options.Creators, ChunkItems, ChunksDrawn);
    private readonly Dictionary<int, double> expected = [];
    private int valueBytes;

    /// <summary>Runs it and returns the table, in Markdown.</summary>
    public async Task<string> RunAsync()
    {
        await FillAsync();
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var variant in Variant.All)
            {
                Console.Error.WriteLine($"round {round} of {options.Rounds}: {variant.Name}");
                var ours = await MeasureAsync(variant);
                var peer = await PeerAsync(variant.PeerKeys);
                readings[variant].Add((ours, peer));
            }
        }

        return Table();
    }

    // Profiles under every layout of keys that is measured, and as many values of the same size for redis-benchmark.
    private async Task FillAsync()
    {
        foreach (var (onCluster, buckets) in Variant.All.Select(variant => (variant.OnCluster, variant.Buckets)).Distinct())
        {
            Console.Error.WriteLine($"storing {options.Creators} creators, {(onCluster ? "cluster" : "one server")}, {buckets} buckets");
            await using var server = await StartAsync(onCluster, buckets, keysPerCommand: 250, isHot: false);
            using var channel = GrpcChannel.ForAddress(server.Address);
            await Population.StoreAsync(channel, options.Creators);
        }

        valueBytes = Convert.ToInt32(await redis.AskAsync("STRLEN", await redis.AskTextAsync("RANDOMKEY")), CultureInfo.InvariantCulture);
        await RedisPeer.StoreAsync(redis.Port, options.Creators, valueBytes);
    }

    private async Task<Reading> MeasureAsync(Variant variant)
    {
        await using var server = await StartAsync(variant.OnCluster, variant.Buckets, variant.KeysPerCommand, variant.IsHot);
        using var channel = GrpcChannel.ForAddress(server.Address);
        if (variant.IsHot)
        {
            await HeatAsync(channel);
        }

        await TierLoad.StreamAsync(channel, chunks, options.Seconds / 2);
        var redisProcesses = await Task.WhenAll((variant.OnCluster ? cluster.Nodes : [redis]).Select(ProcessIdAsync));
        var (serverBefore, redisBefore) = (ProcessCpu.Nanoseconds([server.Id]), ProcessCpu.Nanoseconds(redisProcesses));
        var (items, seconds) = await TierLoad.StreamAsync(channel, chunks, options.Seconds);
        return new(
            items / seconds,
            (ProcessCpu.Nanoseconds([server.Id]) - serverBefore) / items,
            (ProcessCpu.Nanoseconds(redisProcesses) - redisBefore) / items);
    }

    private static async Task<int> ProcessIdAsync(RedisServer node)
    {
        const string Field = "process_id:";
        var line = (await node.AskTextAsync("INFO", "server")).Split('\n').Single(line => line.StartsWith(Field, StringComparison.Ordinal));
        return int.Parse(line[Field.Length..].Trim(), CultureInfo.InvariantCulture);
    }

    private async Task<double> PeerAsync(int keysPerCommand)
    {
        var speed = await RedisPeer.KeysPerSecondAsync(
            redis.Port, options.Creators, keysPerCommand, options.Seconds, expected.GetValueOrDefault(keysPerCommand, FirstGuess));
        expected[keysPerCommand] = speed;
        return speed;
    }

    private Task<ServerProcess> StartAsync(bool onCluster, int buckets, int keysPerCommand, bool isHot) => ServerProcess.StartAsync(
        "--store", onCluster ? cluster.Address : redis.Address,
        "--Redis:Buckets", buckets.ToString(CultureInfo.InvariantCulture),
        "--Redis:KeysPerCommand", keysPerCommand.ToString(CultureInfo.InvariantCulture),
        "--Profiles:NearCacheBytes", isHot ? "1073741824" : "0",
        "--Profiles:NearCacheLifetime", "01:00:00");

    // Streams fill a small part of the near cache only: what is hot has been asked for by unary calls.
    private async Task HeatAsync(GrpcChannel channel)
    {
        var tiers = new TierService.TierServiceClient(channel);
        foreach (var chunk in Enumerable.Range(0, options.Creators).Select(Population.Id).Chunk(ChunkItems))
        {
            await tiers.BatchClassifyTiersAsync(new BatchClassifyTiersRequest { Items = new Items { Ids = new CreatorIds { CreatorIds_ = { chunk } } } });
        }
    }

    private string Table()
    {
        var lines = new List<string>
        {
            $"{options.Creators} creators, values of {valueBytes} bytes, one stream of chunks of {ChunkItems} ids, {options.Rounds} rounds of {options.Seconds.ToString(CultureInfo.InvariantCulture)} s in turn; medians.",
            "",
            "| profiles from | keys/s | server CPU a key | Redis CPU a key | redis-benchmark beside it | ours / it |",
            "| --- | ---: | ---: | ---: | ---: | ---: |",
        };
        foreach (var (variant, taken) in readings)
        {
            var speed = Median(taken.Select(one => one.Ours.KeysPerSecond));
            var peer = Median(taken.Select(one => one.Peer));
            var ratio = Median(taken.Select(one => one.Ours.KeysPerSecond / one.Peer));
            lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"| {variant.Name} | {speed:N0} | {Median(taken.Select(one => one.Ours.ServerNanosPerKey)):N0} ns | {Median(taken.Select(one => one.Ours.RedisNanosPerKey)):N0} ns | {variant.PeerKeys} a command: {peer:N0} | {ratio:0.00} |"));
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
