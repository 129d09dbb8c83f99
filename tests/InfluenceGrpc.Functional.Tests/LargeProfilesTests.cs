using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>Profiles as large as they may be, asked for by few bytes of ids: the server's memory stays bounded.</summary>
public sealed class LargeProfilesTests
{
    private const int Creators = 1_000;
    private const int ProfileBytes = 58_000;

    // All profiles read once for each of eight chunks are 4.6 GB; the bound is on what is held at a time.
    private const long MaxResidentBytes = 1_200_000_000;

    [Fact]
    public async Task Streams_ById_HoldFewProfilesAtATime()
    {
        await using var server = await ServerProcess.StartAsync("--Profiles:NearCacheBytes", "0");
        using var channel = GrpcChannel.ForAddress(server.Address);
        await StoreAsync(channel);

        var tiers = await ClassifyAsync(channel, "harvard-media", chunks: 8);
        var placed = await ClassifyAsync(channel, "it-proximity", chunks: 2);
        var scored = await ScoreAsync(channel, chunks: 2);
        var afterTiers = server.PeakResidentBytes;
        var found = await LookUpAsync(channel, chunks: 8);
        var afterLookups = server.PeakResidentBytes;

        Assert.Equal(8 * 10_000, tiers);
        Assert.Equal(0, placed);
        Assert.Equal(2 * 10_000, scored);
        Assert.Equal(8 * Creators, found);
        Assert.InRange(afterTiers, 0, MaxResidentBytes);
        Assert.InRange(afterLookups, 0, MaxResidentBytes);
    }

    private static string Id(int creator) => $"large-{creator}";

    private static async Task StoreAsync(GrpcChannel channel)
    {
        var client = new ProfileService.ProfileServiceClient(channel);
        foreach (var chunk in Enumerable.Range(0, Creators).Chunk(50))
        {
            var response = await client.UpsertProfilesAsync(new UpsertProfilesRequest
            {
                Profiles = new CreatorProfiles { Profiles = { chunk.Select(creator => WireProfiles.Large(Id(creator), ProfileBytes)) } },
            });
            Assert.All(response.Upserts.Outcomes, outcome => Assert.Equal(UpsertOutcome.Applied, outcome));
        }
    }

    private static async Task<int> ClassifyAsync(GrpcChannel channel, string scheme, int chunks)
    {
        using var stream = new TierStream(channel);
        await stream.ConfigureAsync(scheme);
        await stream.AcceptedAsync();
        var items = new Items { Ids = new CreatorIds { CreatorIds_ = { Enumerable.Range(0, 10_000).Select(i => Id(i % Creators)) } } };
        var sending = SendAsync();
        var answered = 0;
        for (var i = 0; i < chunks; i++)
        {
            answered += (await stream.ResultAsync()).Tiers.Columns.Single().Ordinals.Count(ordinal => ordinal == 3);
        }

        await sending;
        return answered;

        async Task SendAsync()
        {
            for (ulong sequence = 1; sequence <= (ulong)chunks; sequence++)
            {
                await stream.SendAsync(sequence, items);
            }

            await stream.CompleteAsync();
        }
    }

    private static async Task<int> ScoreAsync(GrpcChannel channel, int chunks)
    {
        using var stream = new FitStream(channel);
        await stream.ConfigureAsync(new StreamScoreFitConfig { Brief = FitExamples.Brief });
        var items = new Items { Ids = new CreatorIds { CreatorIds_ = { Enumerable.Range(0, 10_000).Select(i => Id(i % Creators)) } } };
        var sending = SendAsync();
        var scored = 0;
        for (var i = 0; i < chunks; i++)
        {
            scored += (await stream.ResultAsync()).Fits.Scores.Count(score => score > 0);
        }

        await sending;
        return scored;

        async Task SendAsync()
        {
            for (ulong sequence = 1; sequence <= (ulong)chunks; sequence++)
            {
                await stream.SendAsync(sequence, items);
            }

            await stream.CompleteAsync();
        }
    }

    private static async Task<int> LookUpAsync(GrpcChannel channel, int chunks)
    {
        using var call = new ProfileService.ProfileServiceClient(channel).StreamLookupProfiles();
        await call.RequestStream.WriteAsync(new StreamLookupProfilesRequest { Config = new StreamLookupProfilesConfig() });
        var ids = new CreatorIds { CreatorIds_ = { Enumerable.Range(0, Creators).Select(Id) } };
        var sending = SendAsync();
        var found = 0;
        while (await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60)))
        {
            found += call.ResponseStream.Current.Result?.Rows.DataStatus.Count(status => status == DataStatus.Present) ?? 0;
        }

        await sending;
        return found;

        async Task SendAsync()
        {
            for (ulong sequence = 1; sequence <= (ulong)chunks; sequence++)
            {
                await call.RequestStream.WriteAsync(new StreamLookupProfilesRequest { Chunk = new StreamLookupProfilesChunk { Sequence = sequence, Ids = ids } });
            }

            await call.RequestStream.CompleteAsync();
        }
    }
}
