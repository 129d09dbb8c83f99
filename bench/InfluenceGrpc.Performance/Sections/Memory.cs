using InfluenceGrpc.Performance.Asked;
using InfluenceGrpc.Performance.Loads;
using InfluenceGrpc.Performance.Measuring;

namespace InfluenceGrpc.Performance.Sections;

/// <summary>Resident memory of the server: while very many creators stream past, and after a load of everything with nothing kept.</summary>
internal sealed class Memory(PerformanceOptions options, Results results)
{
    /// <summary>After a load of everything, with an empty near cache.</summary>
    public const string AfterEverything = "resident memory after a load of everything, empty near cache";

    /// <summary>Just started.</summary>
    public const string AtRest = "resident memory just started";

    private const int Chunk = 10_000;
    private static readonly int[] Marks = [1_000_000, 10_000_000, 25_000_000, 50_000_000, 75_000_000, 100_000_000];

    /// <summary>After so many creators, at which of the marks of this run.</summary>
    public static IEnumerable<(int Creators, string Name)> MarksOf(PerformanceOptions options) =>
        Marks.Select(mark => mark / options.Shrinking).Select(mark => (mark, Text.Of($"resident memory after {mark:N0} creators")));

    /// <summary>Measures it.</summary>
    public async Task RunAsync()
    {
        if (options.Wants("resident memory"))
        {
            await WhileStreamingAsync();
            await AfterEverythingAsync();
        }
    }

    // One stream, and looked at while it goes on.
    private async Task WhileStreamingAsync()
    {
        await using var surroundings = new Surroundings(options, results);
        var server = await surroundings.ServerAsync();
        var stream = new ChunkStream(ChunkKinds.FollowerColumns(Math.Min(Chunk, Marks[0] / options.Shrinking)), surroundings.Connect(server.Address));
        results.Add(AtRest, server.ResidentBytes / 1e6);
        await stream.VerifyAsync();

        // Code is still compiled and the heap finds its size: what stays is told from what comes with the first seconds.
        if (options.WarmUp > TimeSpan.Zero)
        {
            await stream.RunAsync(options.WarmUp);
        }

        var items = 0;
        Progress.Tell($"memory: streaming {Marks[^1] / options.Shrinking:N0} creators");
        foreach (var (creators, name) in MarksOf(options))
        {
            items += (int)(await stream.RunAsync(TimeSpan.MaxValue, (creators - items) / Math.Min(Chunk, Marks[0] / options.Shrinking))).Items;
            results.Add(name, server.ResidentBytes / 1e6);
        }
    }

    private async Task AfterEverythingAsync()
    {
        await using var surroundings = new Surroundings(options, results);
        var redis = await surroundings.RedisAsync();
        var server = await surroundings.ServerAsync("--store", redis.Address, "--Profiles:NearCacheBytes", "0");
        var channel = surroundings.Connect(server.Address);
        await Population.StoreAsync(channel, options.Creators);
        ChunkKind[] kinds =
        [
            ChunkKinds.FollowerColumns(Chunk), ChunkKinds.FollowerRows(TierStreams.Rows), ChunkKinds.TiersById(options.Creators, Chunk),
            ChunkKinds.FitsById(options.Creators), ChunkKinds.FitsOfProfiles(), ChunkKinds.LookUps(options.Creators), ChunkKinds.Upserts(options.Creators),
        ];
        foreach (var kind in kinds)
        {
            Progress.Tell($"memory: {kind.Method}");
            var stream = new ChunkStream(kind, channel);
            await stream.VerifyAsync();
            await stream.RunAsync(options.Reading);
        }

        foreach (var (name, kind) in Latency.Calls)
        {
            Progress.Tell($"memory: {name}");
            await new OpenLoop(kind, channel).RunAsync(Latency.PerSecond, options.Reading, await kind.VerifyAsync(channel));
        }

        results.Add(AfterEverything, server.ResidentBytes / 1e6);
    }
}
