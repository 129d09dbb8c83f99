using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>The five rules of stream.proto, one by one.</summary>
public sealed class StreamRulesTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private readonly RunningServer server = fixture.Server;

    // After every test: a fixture that fails at its end fails no test.
    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Fact]
    public async Task StreamClassifyTiers_ConfigAlone_IsAcceptedAtOnceWithLimitsAndSchemes()
    {
        using var stream = new TierStream(server.Channel);

        await stream.ConfigureAsync("iab-uk", "klear");
        var accepted = await stream.AcceptedAsync();

        Assert.Equal(["iab-uk", "klear"], accepted.TierSchemes.Select(scheme => scheme.Id));
        Assert.Equal(10_000u, accepted.Limits.MaxItemsPerChunk);
        Assert.Equal(8u, accepted.Limits.MaxChunksInFlight);
        Assert.Equal(4u * 1024 * 1024, accepted.Limits.MaxChunkBytes);
        Assert.Equal(TimeSpan.FromMinutes(5), accepted.Limits.InactivityTimeout.ToTimeSpan());
    }

    [Fact]
    public async Task StreamClassifyTiers_ManyChunks_AnswersEachInOrderAndSumsUp()
    {
        using var stream = new TierStream(server.Channel);
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();

        ulong[] sequences = [1, 2, 5, 1000, ulong.MaxValue];
        foreach (var sequence in sequences)
        {
            await stream.SendAsync(sequence, 499, 500, 50_000);
            var result = await stream.ResultAsync();
            Assert.Equal(sequence, result.Sequence);
            Assert.Equal([0u, 1, 6], result.Tiers.Columns.Single().Ordinals);
        }

        await stream.CompleteAsync();
        var summary = await stream.SummaryAsync();
        Assert.Equal(
            new StreamSummary { Chunks = 5, Items = 15, Ok = 15, Complete = true, LastSequence = ulong.MaxValue }, summary);
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task StreamClassifyTiers_NoChunks_SumsUpNothing()
    {
        using var stream = new TierStream(server.Channel);
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();
        await stream.CompleteAsync();

        Assert.Equal(new StreamSummary { Complete = true }, await stream.SummaryAsync());
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task StreamClassifyTiers_BadItem_LeavesTheOthersAnswered()
    {
        using var stream = new TierStream(server.Channel);
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();

        await stream.SendAsync(1, new Items
        {
            Followers = new FollowerColumns { Followers = { 700, 0, 700, 10_000_000_001, 10_000_000_000 }, Missing = { 1 } },
        });
        var result = await stream.ResultAsync();

        Assert.Null(result.Status);
        Assert.Equal([1u, 0, 1, 0, 6], result.Tiers.Columns.Single().Ordinals);
        Assert.Collection(
            result.Tiers.Errors,
            errors =>
            {
                Assert.Equal([1u], errors.Indexes);
                Assert.Equal("FOLLOWERS_MISSING", errors.Status.Reason());
            },
            errors =>
            {
                Assert.Equal([3u], errors.Indexes);
                Assert.Equal("FOLLOWERS_OUT_OF_RANGE", errors.Status.Reason());
            });

        await stream.CompleteAsync();
        Assert.Equal(
            new StreamSummary { Chunks = 1, Items = 5, Ok = 3, Failed = 2, Complete = true, LastSequence = 1 },
            await stream.SummaryAsync());
    }

    [Fact]
    public async Task StreamClassifyTiers_RefusedChunks_LetTheStreamGoOn()
    {
        using var stream = new TierStream(server.Channel);
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();

        await stream.SendAsync(1, new ulong[10_001]);
        await stream.SendAsync(2, new Items());
        await stream.SendAsync(3, items: null);
        await stream.SendAsync(4, new ulong[10_000]);

        var tooMany = await stream.ResultAsync();
        Assert.Equal((int)StatusCode.ResourceExhausted, tooMany.Status.Code);
        Assert.Equal("TOO_MANY_ITEMS", tooMany.Status.Reason());
        Assert.Equal("10001", tooMany.Status.ReasonMetadata()["got"]);
        Assert.Equal("10000", tooMany.Status.ReasonMetadata()["limit"]);
        Assert.Null(tooMany.Tiers);
        Assert.Equal("INVALID_REQUEST", (await stream.ResultAsync()).Status.Reason());
        Assert.Equal(["chunk.items"], (await stream.ResultAsync()).Status.Fields());
        Assert.Equal(10_000u, (await stream.ResultAsync()).Tiers.ItemCount);

        await stream.CompleteAsync();
        Assert.Equal(
            new StreamSummary { Chunks = 4, RefusedChunks = 3, Items = 10_000, Ok = 10_000, Complete = true, LastSequence = 4 },
            await stream.SummaryAsync());
    }

    [Fact]
    public async Task StreamClassifyTiers_ProfilesOverTheByteLimit_AreRefusedAndTheStreamGoesOn()
    {
        using var stream = new TierStream(server.Channel);
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();
        var large = new CreatorProfile { CreatorId = "c1", Followers = 700 };
        for (var i = 0; i < 40; i++)
        {
            large.Topics[$"topic-{i}/{new string('x', 60)}"] = 0.01f;
        }

        var profiles = new Items { Profiles = new CreatorProfiles() };
        profiles.Profiles.Profiles.AddRange(Enumerable.Repeat(large, 2_000));
        await stream.SendAsync(1, profiles);
        await stream.SendAsync(2, 700);

        var refused = await stream.ResultAsync();
        Assert.Equal("TOO_MANY_BYTES", refused.Status.Reason());
        Assert.Equal(profiles.CalculateSize().ToString(), refused.Status.ReasonMetadata()["got"]);
        Assert.Equal([1u], (await stream.ResultAsync()).Tiers.Columns.Single().Ordinals);
    }

    [Fact]
    public async Task StreamClassifyTiers_ChunkFirst_Ends() =>
        await AssertBrokenAsync("STREAM_CONFIG_MISSING", stream => stream.SendAsync(1, 700));

    [Fact]
    public async Task StreamClassifyTiers_NothingAtAll_Ends() =>
        await AssertBrokenAsync("STREAM_CONFIG_MISSING", stream => stream.CompleteAsync());

    [Fact]
    public async Task StreamClassifyTiers_EmptyMessageFirst_Ends() =>
        await AssertBrokenAsync("STREAM_MESSAGE_EMPTY", stream => stream.SendAsync(new StreamClassifyTiersRequest()));

    [Fact]
    public async Task StreamClassifyTiers_UnknownScheme_Ends() =>
        await AssertBrokenAsync("UNKNOWN_TIER_SCHEME", stream => stream.ConfigureAsync("iab-uk", "no-such"), "config.schemes.schemeIds[1]");

    [Theory]
    [InlineData("STREAM_CONFIG_REPEATED")]
    [InlineData("STREAM_MESSAGE_EMPTY")]
    [InlineData("STREAM_SEQUENCE_NOT_INCREASING")]
    public async Task StreamClassifyTiers_EnvelopeBrokenLater_AnswersWhatCameBeforeAndEnds(string reason)
    {
        using var stream = new TierStream(server.Channel);
        await stream.ConfigureAsync();
        await stream.SendAsync(7, 700);
        await stream.SendAsync(reason switch
        {
            "STREAM_CONFIG_REPEATED" => new StreamClassifyTiersRequest { Config = new StreamClassifyTiersConfig() },
            "STREAM_MESSAGE_EMPTY" => new StreamClassifyTiersRequest(),
            _ => new StreamClassifyTiersRequest { Chunk = new StreamClassifyTiersChunk { Sequence = 7 } },
        });

        await stream.AcceptedAsync();
        Assert.Equal(7u, (await stream.ResultAsync()).Sequence);
        var status = await Refused.ByAsync(() => stream.NextAsync());
        Assert.Equal(reason, status.Reason());
        Assert.Equal((int)StatusCode.InvalidArgument, status.Code);
    }

    [Fact]
    public async Task StreamClassifyTiers_SequenceZero_Ends()
    {
        using var stream = new TierStream(server.Channel);
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();
        await stream.SendAsync(0, 700);
        var status = await Refused.ByAsync(() => stream.NextAsync());
        Assert.Equal("STREAM_SEQUENCE_NOT_INCREASING", status.Reason());
    }

    private async Task AssertBrokenAsync(string reason, Func<TierStream, Task> first, params string[] fields)
    {
        using var stream = new TierStream(server.Channel);
        await first(stream);
        var status = await Refused.ByAsync(() => stream.NextAsync());
        Assert.Equal(reason, status.Reason());
        Assert.Equal((int)StatusCode.InvalidArgument, status.Code);
        Assert.Equal(fields, status.Fields());
    }
}
