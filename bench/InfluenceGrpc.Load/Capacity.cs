using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.LookupBench;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Load;

/// <summary>What an item of each kind of call costs the server, one kind at a time, in turn, round after round.</summary>
internal sealed class Capacity(LoadOptions options)
{
    private const int CallsAtOnce = 32;

    private readonly Dictionary<string, List<(double Nanos, double PerSecond)>> readings = [];

    /// <summary>Runs it and returns the table, in Markdown.</summary>
    public async Task<string> RunAsync()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var hot = await ServerProcess.StartAsync(
            "--store", redis.Address, "--Profiles:NearCacheBytes", "1073741824", "--Profiles:NearCacheLifetime", "01:00:00");
        await using var cold = await ServerProcess.StartAsync("--store", redis.Address, "--Profiles:NearCacheBytes", "0");
        using var hotChannel = GrpcChannel.ForAddress(hot.Address);
        using var coldChannel = GrpcChannel.ForAddress(cold.Address);
        var empty = await UsedMemoryAsync(redis);
        await Population.StoreAsync(hotChannel, options.Creators);
        var redisBytes = (await UsedMemoryAsync(redis) - empty) / options.Creators;
        await HeatAsync(hotChannel);
        for (var round = 0; round <= options.Rounds; round++)
        {
            Console.Error.WriteLine(round == 0 ? "warming up" : $"round {round} of {options.Rounds}");
            foreach (var bulk in (Bulk[])[Bulks.Tiers, Bulks.TiersById(options.Creators), Bulks.FitsById(options.Creators), Bulks.FitsOfProfiles, Bulks.LookUps(options.Creators), Bulks.Upserts(options.Creators)])
            {
                await MeasureAsync(round, bulk.Name, hot, () => OfBulkAsync(bulk, hotChannel));
            }

            var byId = Bulks.TiersById(options.Creators);
            await MeasureAsync(round, $"{byId.Name}, from Redis", cold, () => OfBulkAsync(byId, coldChannel));
            foreach (var (name, call) in Singles(hotChannel))
            {
                await MeasureAsync(round, name, hot, () => OfCallsAsync(call));
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Table()}{Environment.NewLine}{Environment.NewLine}Redis keeps a profile in {redisBytes:0} bytes.");
    }

    private static async Task<double> UsedMemoryAsync(RedisServer redis)
    {
        const string Field = "used_memory:";
        var line = (await redis.AskTextAsync("INFO", "memory")).Split('\n').Single(line => line.StartsWith(Field, StringComparison.Ordinal));
        return double.Parse(line[Field.Length..], CultureInfo.InvariantCulture);
    }

    private IEnumerable<(string Name, Func<int, Task> Call)> Singles(GrpcChannel channel)
    {
        var (tiers, fits, profiles) =
            (new TierService.TierServiceClient(channel), new FitService.FitServiceClient(channel), new ProfileService.ProfileServiceClient(channel));
        var brief = Questions.Brief;
        yield return ("ClassifyTier", number => tiers.ClassifyTierAsync(new() { FollowerCount = (ulong)number + 1 }).ResponseAsync);
        yield return ("ScoreFit, id", number => fits.ScoreFitAsync(new() { CreatorId = IdOf(number), Brief = brief }).ResponseAsync);
        yield return ("GetProfile", number => profiles.GetProfileAsync(new() { CreatorId = IdOf(number) }).ResponseAsync);
    }

    private string IdOf(int number) => Population.Id(number % options.Creators);

    private async Task<BulkCounts> OfBulkAsync(Bulk bulk, ChannelBase channel)
    {
        var counts = await bulk.RunAsync(channel, TimeSpan.FromSeconds(options.Seconds), CancellationToken.None);
        return counts.Failed == 0 ? counts : throw new InvalidOperationException($"{bulk.Name}: {counts.Failed} items failed.");
    }

    private async Task<BulkCounts> OfCallsAsync(Func<int, Task> call)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var number = 0;
        await Task.WhenAll(Enumerable.Range(0, CallsAtOnce).Select(async _ =>
        {
            while (clock.Elapsed.TotalSeconds < options.Seconds)
            {
                await call(Interlocked.Increment(ref number));
            }
        }));
        return new(number, 0, clock.Elapsed.TotalSeconds);
    }

    private async Task MeasureAsync(int round, string name, ServerProcess server, Func<Task<BulkCounts>> run)
    {
        if (!name.Contains(options.Only, StringComparison.Ordinal))
        {
            return;
        }

        var before = ProcessCpu.Nanoseconds([server.Id]);
        var counts = await run();
        var nanos = (ProcessCpu.Nanoseconds([server.Id]) - before) / counts.Ok;
        if (round > 0)
        {
            readings.TryAdd(name, []);
            readings[name].Add((nanos, counts.Ok / counts.Seconds));
        }
    }

    // Streams fill a small part of the near cache only: what is hot has been asked for by unary calls.
    private async Task HeatAsync(GrpcChannel channel)
    {
        var tiers = new TierService.TierServiceClient(channel);
        foreach (var chunk in Enumerable.Range(0, options.Creators).Select(Population.Id).Chunk(10_000))
        {
            await tiers.BatchClassifyTiersAsync(new() { Items = new Items { Ids = new CreatorIds { CreatorIds_ = { chunk } } } });
        }

        foreach (var chunk in Enumerable.Range(0, options.Creators).Select(Population.Id).Chunk(1_000))
        {
            await new ProfileService.ProfileServiceClient(channel).LookupProfilesAsync(new() { Ids = new CreatorIds { CreatorIds_ = { chunk } } });
        }
    }

    private string Table()
    {
        var lines = new List<string> { "| call | server CPU an item | items a second and core |", "| --- | ---: | ---: |" };
        foreach (var (name, taken) in readings)
        {
            var nanos = Median(taken.Select(one => one.Nanos));
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"| {name} | {nanos / 1000:0.###} µs | {Rounded(1e9 / nanos):N0} |"));
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static double Rounded(double value)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return Math.Round(value / unit) * unit;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
