using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>What the server says of its own work.</summary>
public sealed class ActivityTests
{
    private const string ClassifyTier = "influence.v1.TierService/ClassifyTier";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task GetServerActivity_NewServer_NamesEveryRpcAndCountsNone()
    {
        await using var server = await RunningServer.StartAsync();

        var activity = await ActivityOf(server);

        Assert.Equal(
            ServedContract.Services.SelectMany(service => service.Methods).Select(method => $"{method.Service.FullName}/{method.Name}"),
            activity.Rpcs.Select(rpc => rpc.Rpc));
        Assert.All(activity.Rpcs, rpc => Assert.Equal((0UL, 0UL, 0UL, 0UL), (rpc.Calls, rpc.FailedCalls, rpc.ItemsOk, rpc.ItemsFailed)));
        Assert.True(activity.HasProfileStoreUp && activity.ProfileStoreUp);
        Assert.Equal(new NearCacheActivity(), activity.NearCache);
        Assert.Equal((0u, 0u), (activity.ActiveStreams, activity.ChunksInHand));
        Assert.InRange(activity.CallMemoryHeldBytes, 0UL, activity.CallMemoryLimitBytes);
        Assert.True(activity.Uptime.ToTimeSpan() > TimeSpan.Zero);
    }

    [Fact]
    public async Task GetServerActivity_WithoutAStore_TellsNothingOfOne()
    {
        await using var server = await RunningServer.StartAsync("--store", "none");

        var activity = await ActivityOf(server);

        Assert.False(activity.HasProfileStoreUp);
        Assert.Null(activity.NearCache);
    }

    [Fact]
    public async Task GetServerActivity_CallsThatDoAndDoNotSucceed_AreCountedOnceEach()
    {
        await using var server = await RunningServer.StartAsync();
        var tiers = new TierService.TierServiceClient(server.Channel);
        await tiers.ClassifyTierAsync(new ClassifyTierRequest { FollowerCount = 4990 });
        await Assert.ThrowsAsync<RpcException>(async () => await tiers.ClassifyTierAsync(new ClassifyTierRequest()));
        await tiers.BatchClassifyTiersAsync(new BatchClassifyTiersRequest
        {
            Items = new Items { Followers = new FollowerColumns { Followers = { 1, 2, 0 }, Missing = { 2 } } },
        });

        var activity = await UntilAsync(server, told => Of(told, ClassifyTier).Calls == 2 && Of(told, "influence.v1.TierService/BatchClassifyTiers").Calls == 1);

        Assert.Equal(new RpcActivity { Rpc = ClassifyTier, Calls = 2, FailedCalls = 1, ItemsOk = 1 }, Of(activity, ClassifyTier));
        var batch = Of(activity, "influence.v1.TierService/BatchClassifyTiers");
        Assert.Equal((2UL, 1UL, 0UL), (batch.ItemsOk, batch.ItemsFailed, batch.FailedCalls));
    }

    [Fact]
    public async Task GetServerActivity_CreatorsThatABriefIsDerivedFrom_AreItems()
    {
        const string DeriveBrief = "influence.v1.FitService/DeriveBrief";
        await using var server = await RunningServer.StartAsync();
        using var call = new FitService.FitServiceClient(server.Channel).DeriveBrief();
        var creators = FitExamples.Creators(seed: 1, count: 40, "creator");
        await call.RequestStream.WriteAsync(new DeriveBriefRequest { Config = new DeriveBriefConfig() }).WaitAsync(Patience);
        await call.RequestStream.WriteAsync(
            new DeriveBriefRequest { Examples = new DeriveBriefChunk { Items = new Items { Profiles = new() { Profiles = { creators } } } } }).WaitAsync(Patience);
        await call.RequestStream.CompleteAsync().WaitAsync(Patience);
        Assert.Equal(40u, (await call.ResponseAsync.WaitAsync(Patience)).Examples);

        var activity = await UntilAsync(server, told => Of(told, DeriveBrief).Calls == 1);

        Assert.Equal(new RpcActivity { Rpc = DeriveBrief, Calls = 1, ItemsOk = 40 }, Of(activity, DeriveBrief));
    }

    [Fact]
    public async Task GetServerActivity_AnOpenStream_IsUnderWayUntilItEnds()
    {
        await using var server = await RunningServer.StartAsync();
        using var call = new TierService.TierServiceClient(server.Channel).StreamClassifyTiers();
        await call.RequestStream.WriteAsync(new StreamClassifyTiersRequest { Config = new StreamClassifyTiersConfig() }).WaitAsync(Patience);

        await UntilAsync(server, told => told.ActiveStreams == 1);
        await call.RequestStream.CompleteAsync().WaitAsync(Patience);
        await call.ResponseStream.ReadAllAsync().ToArrayAsync().AsTask().WaitAsync(Patience);

        var activity = await UntilAsync(server, told => Of(told, "influence.v1.TierService/StreamClassifyTiers").Calls == 1);
        Assert.Equal(0u, activity.ActiveStreams);
    }

    private static RpcActivity Of(GetServerActivityResponse activity, string rpc) => activity.Rpcs.Single(entry => entry.Rpc == rpc);

    private static async Task<GetServerActivityResponse> ActivityOf(RunningServer server) =>
        await new InfoService.InfoServiceClient(server.Channel).GetServerActivityAsync(new GetServerActivityRequest()).ResponseAsync.WaitAsync(Patience);

    // A call is counted once it is over, which may be a moment after its answer has come.
    private static async Task<GetServerActivityResponse> UntilAsync(RunningServer server, Func<GetServerActivityResponse, bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var told = await ActivityOf(server);
            if (holds(told))
            {
                return told;
            }
        }
    }
}
