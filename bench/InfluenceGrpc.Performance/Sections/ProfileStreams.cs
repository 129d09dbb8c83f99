using InfluenceGrpc.Performance.Loads;
using InfluenceGrpc.Performance.Measuring;

namespace InfluenceGrpc.Performance.Sections;

/// <summary>Streams about stored creators, all of whom the server has in memory, and of profiles.</summary>
internal sealed class ProfileStreams(PerformanceOptions options, Results results, Surroundings surroundings)
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

    /// <summary>Measures them.</summary>
    public async Task RunAsync()
    {
        if (!((string[])[Tiers, FitsById, FitsOfProfiles, LookUps, Upserts]).Any(options.Wants))
        {
            return;
        }

        var server = await surroundings.HotServerAsync();
        var channel = surroundings.Connect(server.Address);
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
}
