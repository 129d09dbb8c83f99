using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Performance.Asked;

/// <summary>The creators that are stored and asked for: synthetic, the same in every run.</summary>
internal static class Population
{
    private const int ChunkSize = 1_000;
    private const int CreatorsDrawn = 320_000;

    /// <summary>The id of a creator.</summary>
    public static string Id(int creator) => $"creator-{creator:D8}";

    /// <summary>Writes all of them through a server.</summary>
    public static async Task StoreAsync(ChannelBase channel, int creators)
    {
        using var call = new ProfileService.ProfileServiceClient(channel).StreamUpsertProfiles();
        await call.RequestStream.WriteAsync(new StreamUpsertProfilesRequest { Config = new StreamUpsertProfilesConfig() });
        var reading = CountAsync(call.ResponseStream);
        ulong sequence = 0;
        foreach (var chunk in Enumerable.Range(0, creators).Chunk(ChunkSize))
        {
            await call.RequestStream.WriteAsync(new StreamUpsertProfilesRequest
            {
                Chunk = new StreamUpsertProfilesChunk
                {
                    Sequence = ++sequence,
                    Profiles = new CreatorProfiles { Profiles = { chunk.Select(Profile) } },
                },
            });
        }

        await call.RequestStream.CompleteAsync();
        var stored = await reading;
        if (stored != (ulong)creators)
        {
            throw new InvalidOperationException($"{stored} of {creators} creators were stored.");
        }
    }

    /// <summary>
    /// Chunks of creators drawn at random with a fixed seed; as many as it takes for processors not to have the creators of all in their
    /// caches.
    /// </summary>
    public static int[][] Drawn(int creators, int chunkSize)
    {
        var random = new Random(20_260_101);
        return [.. Enumerable.Range(0, Math.Max(1, Math.Min(CreatorsDrawn, 4 * creators) / chunkSize))
            .Select(_ => Enumerable.Range(0, chunkSize).Select(_ => random.Next(creators)).ToArray())];
    }

    /// <summary>Their ids.</summary>
    public static CreatorIds Ids(IEnumerable<int> creators) => new() { CreatorIds_ = { creators.Select(Id) } };

    /// <summary>Has a server take all of them into its memory, where streams would leave out what they ask for once.</summary>
    public static async Task HeatAsync(ChannelBase channel, int creators)
    {
        foreach (var chunk in Enumerable.Range(0, creators).Chunk(10 * ChunkSize))
        {
            await new TierService.TierServiceClient(channel).BatchClassifyTiersAsync(new() { Items = new() { Ids = Ids(chunk) } });
        }

        foreach (var chunk in Enumerable.Range(0, creators).Chunk(ChunkSize))
        {
            await new ProfileService.ProfileServiceClient(channel).LookupProfilesAsync(new() { Ids = Ids(chunk) });
        }
    }

    private static async Task<ulong> CountAsync(IAsyncStreamReader<StreamUpsertProfilesResponse> responses)
    {
        while (await responses.MoveNext(CancellationToken.None))
        {
            if (responses.Current.Summary is { } summary)
            {
                return summary.Ok;
            }
        }

        throw new InvalidOperationException("The stream ended without a summary.");
    }

    /// <summary>What an analytics provider knows of a creator: some topics, some countries, averages. About 256 bytes when stored.</summary>
    public static CreatorProfile Profile(int creator) => new()
    {
        CreatorId = Id(creator),
        Platform = Platform.Instagram,
        Version = 1,
        Followers = (ulong)(1_000 + ((long)creator * 7_919 % 1_000_000)),
        Engagement = new Engagement { AverageLikes = 1_234.5, AverageComments = 56.7, AverageViews = 20_001, SamplePosts = 24 },
        Topics = { ["sport/running/trail"] = 0.5f, ["food/vegan"] = 0.25f, ["travel/north"] = 0.125f },
        Audience = new Audience
        {
            Countries = { ["NO"] = 0.5f, ["SE"] = 0.25f, ["DK"] = 0.125f },
            Languages = { ["nb"] = 0.5f, ["sv"] = 0.25f },
            AuthenticShare = 0.9f,
        },
        Sponsorship = new Sponsorship { SponsoredShare = 0.1f, DisclosedShare = 0.9f, SamplePosts = 24 },
    };
}
