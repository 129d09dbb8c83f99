using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>StreamScoreFit: the rules of streams hold, and chunks fail alone.</summary>
public sealed class FitStreamTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private readonly RunningServer server = fixture.Server;

    // After every test: a fixture that fails at its end fails no test.
    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Theory]
    [InlineData(false, 10_000)]
    [InlineData(true, 4_000)]
    public async Task StreamScoreFit_ConfigAlone_IsAcceptedAtOnceWithModelAndLimits(bool components, uint limit)
    {
        using var stream = new FitStream(server.Channel);

        var accepted = await stream.ConfigureAsync(new StreamScoreFitConfig { Brief = FitExamples.Brief, Columns = new FitColumnOptions { Components = components } });

        Assert.Equal(("audience-fit-1", 1u), (accepted.FitModelId, accepted.FitModelVersion));
        Assert.Equal((limit, 8u), (accepted.Limits.MaxItemsPerChunk, accepted.Limits.MaxChunksInFlight));
        Assert.Empty(accepted.TierSchemes);
    }

    [Fact]
    public async Task StreamScoreFit_ConfigWithFaults_NamesEveryFaultAtOnce()
    {
        using var stream = new FitStream(server.Channel);

        var status = await Refused.ByAsync(() => stream.ConfigureAsync(new StreamScoreFitConfig
        {
            Brief = FitExamples.Faulty,
            ModelId = "no-such",
            ReadOptions = new ReadOptions { MaxAge = new Google.Protobuf.WellKnownTypes.Duration { Seconds = -1 } },
        }));

        Assert.Equal("INVALID_REQUEST", status.Reason());
        Assert.Equal(
            FitExamples.FaultyFields.Select(field => $"config.brief.{field}").Concat(["config.modelId", "config.readOptions.maxAge"]).Order(StringComparer.Ordinal),
            status.Fields().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task StreamScoreFit_UnknownModel_SaysWhichAreKnown()
    {
        using var stream = new FitStream(server.Channel);

        var status = await Refused.ByAsync(() => stream.ConfigureAsync(new StreamScoreFitConfig { Brief = FitExamples.Brief, ModelId = "no-such" }));

        Assert.Equal(("UNKNOWN_FIT_MODEL", "audience-fit-1"), (status.Reason(), status.ReasonMetadata()["known"]));
        Assert.Equal(["config.modelId"], status.Fields());
    }

    [Fact]
    public async Task StreamScoreFit_ChunksThatAreRefused_LeaveTheStreamGoingOn()
    {
        using var stream = new FitStream(server.Channel);
        await stream.ConfigureAsync(new StreamScoreFitConfig { Brief = FitExamples.TopicsOrNothing, Columns = new FitColumnOptions { Components = true } });

        await stream.SendAsync(1, ProfilesOf(WireProfiles.Full("a"), WireProfiles.Of("b", 5)));
        await stream.SendAsync(2, new Items { Followers = new FollowerColumns { Followers = { 1 } } });
        await stream.SendAsync(5, items: null);
        await stream.SendAsync(6, new Items { Ids = new CreatorIds { CreatorIds_ = { Enumerable.Repeat("c", 4_001) } } });
        await stream.SendAsync(9, ProfilesOf(WireProfiles.Full("a")));
        await stream.CompleteAsync();

        var first = await stream.ResultAsync();
        Assert.Equal((1UL, "NOTHING_KNOWN"), (first.Sequence, first.Fits.Errors.Single().Status.Reason()));
        var refused = new[] { await stream.ResultAsync(), await stream.ResultAsync(), await stream.ResultAsync() };
        Assert.Equal([2UL, 5, 6], refused.Select(result => result.Sequence));
        Assert.Equal(["INVALID_REQUEST", "INVALID_REQUEST", "TOO_MANY_ITEMS"], refused.Select(result => result.Status.Reason()));
        Assert.Equal(["chunk.items.followers", "chunk.items"], refused.SelectMany(result => result.Status.Fields()));
        Assert.All(refused, result => Assert.Null(result.Fits));
        var last = await stream.ResultAsync();
        Assert.Equal((9UL, first.Fits.Scores[0]), (last.Sequence, last.Fits.Scores[0]));
        Assert.Equal(
            new StreamSummary { Chunks = 5, RefusedChunks = 3, Items = 3, Ok = 2, Failed = 1, Complete = true, LastSequence = 9 },
            await stream.SummaryAsync());
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task StreamScoreFit_ManyChunksReadLate_AreAnsweredInOrder()
    {
        using var stream = new FitStream(server.Channel);
        await stream.ConfigureAsync(new StreamScoreFitConfig { Brief = FitExamples.Brief });
        var profiles = FitExamples.Creators(seed: 3, count: 200, "late");

        var sending = SendAsync();
        for (ulong sequence = 1; sequence <= 50; sequence++)
        {
            var result = await stream.ResultAsync();
            Assert.Equal((sequence, 200u), (result.Sequence, result.Fits.ItemCount));
        }

        await sending;
        Assert.Equal(10_000UL, (await stream.SummaryAsync()).Ok);

        async Task SendAsync()
        {
            for (ulong sequence = 1; sequence <= 50; sequence++)
            {
                await stream.SendAsync(sequence, ProfilesOf(profiles));
            }

            await stream.CompleteAsync();
        }
    }

    [Fact]
    public async Task StreamScoreFit_CancelledAtAnyMoment_EndsQuietly()
    {
        var profiles = FitExamples.Creators(seed: 4, count: 1_000, "left");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async seed =>
        {
            var random = new Random(seed);
            for (var round = 0; round < 15; round++)
            {
                using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(1, 60)));
                using var stream = new FitStream(server.Channel, new CallOptions(cancellationToken: cancel.Token));
                await Assert.ThrowsAnyAsync<Exception>(async () =>
                {
                    await stream.ConfigureAsync(new StreamScoreFitConfig { Brief = FitExamples.Brief });
                    for (ulong sequence = 1; ; sequence++)
                    {
                        await stream.SendAsync(sequence, ProfilesOf(profiles));
                        await stream.ResultAsync();
                    }
                });
            }
        })).WaitAsync(TimeSpan.FromMinutes(2));

        // The server is none the worse.
        var response = await new FitService.FitServiceClient(server.Channel).BatchScoreFitAsync(
            new BatchScoreFitRequest { Items = ProfilesOf(profiles), Brief = FitExamples.Brief });
        Assert.Equal(1_000u, response.Fits.ItemCount);
    }

    private static Items ProfilesOf(params CreatorProfile[] profiles) => new() { Profiles = new CreatorProfiles { Profiles = { profiles } } };
}
