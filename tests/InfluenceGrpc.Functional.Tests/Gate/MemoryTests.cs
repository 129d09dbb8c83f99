using Google.Rpc;
using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Functional.Tests.Hostile;
using InfluenceGrpc.Functional.Tests.Redis;
using InfluenceGrpc.Server.Admission;
using Microsoft.Extensions.DependencyInjection;
using static InfluenceGrpc.Functional.Tests.CampaignExamples;

namespace InfluenceGrpc.Functional.Tests.Gate;

/// <summary>Calls that keep much until they end: beyond the memory that there is for calls they are refused, and give it back.</summary>
public sealed class MemoryTests : IAsyncLifetime
{
    private const int Budget = 16 * 1024 * 1024;

    private WatchedServer server = null!;

    private MemoryBudget Memory => server.Server.Services.GetRequiredService<MemoryBudget>();

    public async Task InitializeAsync() => server = await WatchedServer.StartAsync("--Limits:MaxCallMemory", $"{Budget}", "--Limits:MaxMessageBytes", "5000000");

    public Task DisposeAsync() => server.DisposeAsync().AsTask();

    [Fact]
    public async Task RankCreators_MoreRankingsThanFit_AreRefusedUntilOthersEnd()
    {
        var config = new RankCreatorsConfig { Brief = FitExamples.Brief, Count = 10_000 };
        var rankings = Enumerable.Range(0, 4).Select(_ => new RankStream(server.Server.Channel)).ToList();
        foreach (var ranking in rankings[..3])
        {
            await ranking.ConfigureAsync(config);
        }

        var refusal = await Refused.ByAsync(() => rankings[3].ConfigureAsync(config));

        Assert.Equal(("OVERLOADED", (int)StatusCode.ResourceExhausted), (refusal.Reason(), refusal.Code));
        Assert.NotNull(refusal.Detail<RetryInfo>());
        Assert.InRange(Memory.Held, 12_000_000, Budget * 3 / 4);
        rankings.ForEach(ranking => ranking.Dispose());
        await Until.TrueAsync(() => Memory.Held == 0, "all memory is given back");
        using var again = new RankStream(server.Server.Channel);
        await again.ConfigureAsync(config);
    }

    [Fact]
    public async Task PlanCampaign_MoreCandidatesThanFit_IsRefusedAndGivesItBack()
    {
        using (var planning = new PlanStream(server.Server.Channel))
        {
            await planning.ConfigureAsync(new PlanCampaignConfig { Brief = TrailShoes, Universe = TwoMillion, Budget = 100_000, MaxCreators = 30 });
            var kept = 0L;
            var refusal = await Refused.ByAsync(async () =>
            {
                // 416 bytes each, were there nothing else.
                for (ulong sequence = 1; sequence <= Budget / 416 / 1_000 + 1; sequence++)
                {
                    kept = Memory.Held;
                    await planning.ExchangeAsync(sequence, Candidates(sequence, 1_000));
                }
            });

            Assert.Equal("OVERLOADED", refusal.Reason());
            Assert.InRange(kept, Budget / 4, Budget * 3 / 4);
        }

        await Until.TrueAsync(() => Memory.Held == 0, "all memory is given back");
    }

    [Fact]
    public async Task AnyCall_AnsweredAndRead_LeavesNothing()
    {
        var items = new Items { Followers = new() { Followers = { Enumerable.Range(0, 10_000).Select(i => (ulong)i) } } };
        await new TierService.TierServiceClient(server.Server.Channel).BatchClassifyTiersAsync(new() { Items = items }).ResponseAsync.WaitAsync(Until.Patience);
        using var stream = new TierStream(server.Server.Channel);
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();
        await Until.TrueAsync(() => Memory.Held < 10_000, "only the stream's config is held");
        var before = Memory.Held;
        for (ulong sequence = 1; sequence <= 3; sequence++)
        {
            await stream.SendAsync(sequence, items);
            await stream.ResultAsync();
        }

        // The last chunk is forgotten a moment after its answer has come.
        await Until.TrueAsync(() => Memory.Held == before, "chunks that are answered hold nothing");
    }

    private static Items Candidates(ulong chunk, int count) => new()
    {
        Profiles = new() { Profiles = { Enumerable.Range(0, count).Select(i => Creator($"c{chunk}-{i}", 5_000, 0.5, 10)) } },
    };
}
