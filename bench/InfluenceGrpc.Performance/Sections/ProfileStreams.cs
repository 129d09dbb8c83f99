using System.Globalization;
using InfluenceGrpc.Performance.Asked;
using InfluenceGrpc.Performance.Loads;
using InfluenceGrpc.Performance.Measuring;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Performance.Sections;

/// <summary>Streams about stored creators, all of whom the server has in memory, and of profiles.</summary>
internal sealed class ProfileStreams(PerformanceOptions options, Results results)
{
    /// <summary>Ids in a chunk.</summary>
    public const int Chunk = 1_000;

    /// <summary>Tiers by id.</summary>
    public const string Tiers = "StreamClassifyTiers, ids";

    /// <summary>Fit by id.</summary>
    public const string FitsById = "StreamScoreFit, ids";

    /// <summary>Fit of profiles in the request.</summary>
    public const string FitsOfProfiles = "StreamScoreFit, profiles in the request";

    /// <summary>Look-ups.</summary>
    public const string LookUps = "StreamLookupProfiles";

    /// <summary>Writes.</summary>
    public const string Upserts = "StreamUpsertProfiles";

    /// <summary>Bytes that Redis takes for a profile, as a figure.</summary>
    public const string BytesInRedis = "bytes of a profile in Redis";

    /// <summary>Measures them.</summary>
    public async Task RunAsync()
    {
        await using var surroundings = new Surroundings(results);
        var redis = await surroundings.RedisAsync();
        var server = await surroundings.HotServerAsync(redis);
        var channel = surroundings.Connect(server.Address);
        var empty = await UsedMemoryAsync(redis);
        await Population.StoreAsync(channel, options.Creators);
        results.Add(BytesInRedis, (await UsedMemoryAsync(redis) - empty) / options.Creators);
        await Population.HeatAsync(channel, options.Creators);
        await new Rounds(options, results).TakeAsync(
            "streams of profiles",
            [
                Surroundings.Stream(Tiers, server.Id, channel, ChunkKinds.TiersById(options.Creators, Chunk)),
                Surroundings.Stream(FitsById, server.Id, channel, ChunkKinds.FitsById(options.Creators)),
                Surroundings.Stream(FitsOfProfiles, server.Id, channel, ChunkKinds.FitsOfProfiles()),
                Surroundings.Stream(LookUps, server.Id, channel, ChunkKinds.LookUps(options.Creators)),
                Surroundings.Stream(Upserts, server.Id, channel, ChunkKinds.Upserts(options.Creators)),
            ]);
    }

    private static async Task<double> UsedMemoryAsync(RedisServer redis) =>
        double.Parse(await RedisFacts.AskAsync(redis, "memory", "used_memory"), CultureInfo.InvariantCulture);
}
