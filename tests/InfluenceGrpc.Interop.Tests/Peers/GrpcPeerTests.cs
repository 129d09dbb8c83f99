using Grpc.Core;
using Grpc.Net.Client;
using Influence.V1;

namespace InfluenceGrpc.Interop.Tests.Peers;

/// <summary>The peers that our server is measured beside do its work: they say what our own bounds say.</summary>
[Trait("Needs", "tools")]
public sealed class GrpcPeerTests(RunningPeers peers) : IClassFixture<RunningPeers>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CallOptions Options => new(deadline: DateTime.UtcNow + Limit);

    [Theory]
    [InlineData("python")]
    [InlineData("node")]
    [InlineData("dotnet")]
    [CppPeer]
    public async Task ClassifyTier_AnyFollowers_IsWhatOurBoundsSay(string peer)
    {
        using GrpcChannel channel = GrpcChannel.ForAddress((await peers.StartedAsync(peer)).Address);
        var client = new TierService.TierServiceClient(channel);

        List<uint> ordinals = [];
        foreach (ulong followers in RunningPeers.Counts)
        {
            ClassifyTierResponse answer = await client.ClassifyTierAsync(new ClassifyTierRequest { FollowerCount = followers }, Options);
            ordinals.Add(Assert.Single(answer.Classifications).Ordinal);
        }

        Assert.Equal(RunningPeers.Ordinals, ordinals);
    }

    [Theory]
    [InlineData("python")]
    [InlineData("node")]
    [InlineData("dotnet")]
    [CppPeer]
    public async Task StreamClassifyTiers_ColumnsRowsAndNothing_IsWhatOurBoundsSay(string peer)
    {
        using GrpcChannel channel = GrpcChannel.ForAddress((await peers.StartedAsync(peer)).Address);
        ulong[] many = [.. Enumerable.Repeat(RunningPeers.Counts, 500).SelectMany(counts => counts)];
        Items[] chunks = [Columns(RunningPeers.Counts), Rows(RunningPeers.Counts.Cast<ulong?>()), Columns([]), Rows([]), Rows([null, 5_000]), Columns(many)];

        List<StreamClassifyTiersResponse> answers = await AnswersAsync(new TierService.TierServiceClient(channel), chunks);

        Assert.NotNull(answers[0].Accepted);
        uint[][] expected = [RunningPeers.Ordinals, RunningPeers.Ordinals, [], [], [0, RunningPeers.Bands.Classify(5_000)], [.. many.Select(Ordinal)]];
        Assert.Equal(expected, answers[1..^1].Select(answer => Assert.Single(answer.Result.Tiers.Columns).Ordinals.ToArray()));
        Assert.Equal(expected.Select(ordinals => (uint)ordinals.Length), answers[1..^1].Select(answer => answer.Result.Tiers.ItemCount));
        Assert.Equal([10, 20, 30, 40, 50, 60], answers[1..^1].Select(answer => answer.Result.Sequence));
        ulong items = (ulong)expected.Sum(ordinals => ordinals.Length);
        Assert.Equal(new StreamSummary { Chunks = 6, Items = items, Ok = items, Complete = true, LastSequence = 60 }, answers[^1].Summary);
    }

    [Fact]
    public async Task ScoreFit_AnyRequest_IsAnsweredWithNothing()
    {
        using GrpcChannel channel = GrpcChannel.ForAddress((await peers.StartedAsync("dotnet")).Address);

        ScoreFitResponse answer = await new FitService.FitServiceClient(channel).ScoreFitAsync(new ScoreFitRequest { CreatorId = "a" }, Options);

        Assert.Equal(new ScoreFitResponse(), answer);
    }

    private static uint Ordinal(ulong followers) => RunningPeers.Bands.Classify(followers);

    private static Items Columns(ulong[] counts) => new() { Followers = new FollowerColumns { Followers = { counts } } };

    private static Items Rows(IEnumerable<ulong?> counts)
    {
        var items = new Items { Profiles = new CreatorProfiles() };
        foreach (ulong? followers in counts)
        {
            var profile = new CreatorProfile { CreatorId = "creator" };
            if (followers is { } known)
            {
                profile.Followers = known;
            }

            items.Profiles.Profiles.Add(profile);
        }

        return items;
    }

    // All that a stream says when it is sent a config and chunks, numbered 10, 20 and so on.
    private static async Task<List<StreamClassifyTiersResponse>> AnswersAsync(TierService.TierServiceClient client, Items[] chunks)
    {
        using var call = client.StreamClassifyTiers(Options);
        await call.RequestStream.WriteAsync(new StreamClassifyTiersRequest { Config = new StreamClassifyTiersConfig() });
        ulong sequence = 0;
        foreach (Items items in chunks)
        {
            sequence += 10;
            await call.RequestStream.WriteAsync(new StreamClassifyTiersRequest { Chunk = new StreamClassifyTiersChunk { Sequence = sequence, Items = items } });
        }

        await call.RequestStream.CompleteAsync();
        List<StreamClassifyTiersResponse> answers = [];
        await foreach (StreamClassifyTiersResponse answer in call.ResponseStream.ReadAllAsync())
        {
            answers.Add(answer);
        }

        return answers;
    }
}
