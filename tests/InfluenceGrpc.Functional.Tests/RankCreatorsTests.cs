using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>RankCreators: what is ranked is what BatchScoreFit scores, and the rules of streams hold.</summary>
public sealed class RankCreatorsTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private readonly RunningServer server = fixture.Server;
    private readonly string own = Guid.NewGuid().ToString("N");

    // After every test: a fixture that fails at its end fails no test.
    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RankCreators_ManyChunks_IsTheOrderOfBatchScores(bool includeIneligible)
    {
        const int Chunks = 30;
        const int Count = 300;
        var chunks = Enumerable.Range(0, Chunks).Select(i => ProfilesOf(FitExamples.Creators(seed: i, count: 400, $"c{i}"))).ToArray();
        using var stream = new RankStream(server.Channel);
        var accepted = await stream.ConfigureAsync(
            new RankCreatorsConfig { Brief = FitExamples.Brief, Count = Count, IncludeIneligible = includeIneligible });
        Assert.Equal(("audience-fit-1", 1u), (accepted.FitModelId, accepted.FitModelVersion));

        var sending = SendAsync();
        var progress = new List<RankingProgress>();
        for (ulong sequence = 1; sequence <= Chunks; sequence++)
        {
            var result = await stream.ResultAsync();
            Assert.Equal(sequence, result.Sequence);
            progress.Add(result.Progress);
        }

        await sending;
        var (pages, summary) = await stream.RankingAsync();
        var ranking = pages.SelectMany(page => page.Creators).ToArray();
        var expected = await ExpectedAsync(chunks, includeIneligible);

        Assert.Equal(((ulong)Chunks, 12_000ul), (summary.Chunks, summary.Items));
        Assert.Equal(expected.Take(Count).Select(row => (row.Id, row.Score)), ranking.Select(creator => (creator.CreatorId, creator.Score)));
        Assert.Equal(Enumerable.Range(1, Count).Select(rank => (uint)rank), ranking.Select(creator => creator.Rank));
        Assert.All(ranking, creator => Assert.Equal(creator.Score, creator.Contributions.Sum(), 9));
        Assert.Equal(includeIneligible, ranking.Any(creator => creator.Ineligibilities.Count > 0));
        Assert.Equal(Enumerable.Range(1, Chunks).Select(n => 400ul * (ulong)n), progress.Select(p => p.Scored));
        Assert.Equal(ranking[^1].Score, progress[^1].Threshold);
        Assert.Equal(progress.Select(p => p.Threshold).Order(), progress.Select(p => p.Threshold));

        async Task SendAsync()
        {
            for (var i = 0; i < Chunks; i++)
            {
                await stream.SendAsync((ulong)i + 1, chunks[i]);
            }

            await stream.CompleteAsync();
        }
    }

    [Fact]
    public async Task RankCreators_ById_IsTheRankingOfTheSameProfiles()
    {
        var profiles = FitExamples.Creators(seed: 77, count: 500, own);
        Array.ForEach(profiles, profile => profile.Version = 1);
        var stored = await new ProfileService.ProfileServiceClient(server.Channel).UpsertProfilesAsync(
            new UpsertProfilesRequest { Profiles = new CreatorProfiles { Profiles = { profiles } } });
        Assert.All(stored.Upserts.Outcomes, outcome => Assert.Equal(UpsertOutcome.Applied, outcome));
        var ids = new Items { Ids = new CreatorIds { CreatorIds_ = { profiles.Select(profile => profile.CreatorId), $"{own}-nobody" } } };

        var (inline, _, _) = await RankAsync(40, ProfilesOf(profiles));
        var (byId, results, summary) = await RankAsync(40, ids);

        Assert.Equal(inline, byId);
        Assert.Equal(40, byId.Count);
        Assert.Equal((500u, "CREATOR_NOT_FOUND"), (results[0].Errors.Single().Indexes.Single(), results[0].Errors.Single().Status.Reason()));
        Assert.Equal((501ul, 1ul), (summary.Items, summary.Failed));
    }

    [Fact]
    public async Task RankCreators_TheMostThereCanBeWithTheLongestIds_ComesInPagesBelowTheLimit()
    {
        var padding = new string('p', 119);
        var chunks = Enumerable.Range(0, 4).Select(i => ProfilesOf([.. Enumerable.Range(0, 3_000).Select(k => Long(i, k))])).ToArray();

        var (ranking, _, summary) = await RankAsync(10_000, chunks);

        Assert.Equal(10_000, ranking.Count);
        Assert.Equal(10_000, ranking.Select(creator => creator.CreatorId).Distinct().Count());
        Assert.All(ranking.Zip(ranking.Skip(1)), pair => Assert.True(
            pair.First.Score > pair.Second.Score
            || (pair.First.Score == pair.Second.Score && string.CompareOrdinal(pair.First.CreatorId, pair.Second.CreatorId) < 0)));
        Assert.Equal(12_000ul, summary.Ok);

        // Many score the same: the order among them is that of their ids.
        CreatorProfile Long(int chunk, int number) => WireProfiles.Of($"{chunk}-{number:D6}-{padding}", (ulong)(1_000 + (number % 50)));
    }

    [Fact]
    public async Task RankCreators_ConfigWithFaults_NamesEveryFaultAtOnce()
    {
        using var none = new RankStream(server.Channel);
        using var tooMany = new RankStream(server.Channel);

        var without = await Refused.ByAsync(() => none.ConfigureAsync(new RankCreatorsConfig { Brief = FitExamples.Faulty, ModelId = "no-such" }));
        var over = await Refused.ByAsync(() => tooMany.ConfigureAsync(new RankCreatorsConfig { Brief = FitExamples.Brief, Count = 10_001 }));

        Assert.Equal(
            FitExamples.FaultyFields.Select(field => $"config.brief.{field}").Concat(["config.modelId", "config.count"]).Order(StringComparer.Ordinal),
            without.Fields().Order(StringComparer.Ordinal));
        Assert.Equal(["config.count"], over.Fields());
        Assert.Contains("10000", over.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RankCreators_RefusedChunkAmongOthers_LeavesTheOthersRanked()
    {
        using var stream = new RankStream(server.Channel);
        await stream.ConfigureAsync(new RankCreatorsConfig { Brief = FitExamples.Brief, Count = 5, IncludeIneligible = true });

        await stream.SendAsync(1, ProfilesOf(WireProfiles.Full("a")));
        await stream.SendAsync(2, items: null);
        await stream.SendAsync(4, ProfilesOf(WireProfiles.Full("b"), new CreatorProfile()));
        await stream.CompleteAsync();

        Assert.Null((await stream.ResultAsync()).Status);
        Assert.Equal("INVALID_REQUEST", (await stream.ResultAsync()).Status.Reason());
        Assert.Equal(1u, (await stream.ResultAsync()).Errors.Single().Indexes.Single());
        var (pages, summary) = await stream.RankingAsync();
        Assert.Equal(["a", "b"], pages.Single().Creators.Select(creator => creator.CreatorId));
        Assert.Equal((4ul, 0u), (pages[0].Creators[1].Sequence, pages[0].Creators[1].Index));
        Assert.Equal(new StreamSummary { Chunks = 3, RefusedChunks = 1, Items = 3, Ok = 2, Failed = 1, Complete = true, LastSequence = 4 }, summary);
    }

    [Fact]
    public async Task RankCreators_CancelledAtAnyMoment_EndsQuietly()
    {
        var profiles = ProfilesOf(FitExamples.Creators(seed: 4, count: 1_000, "left"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async seed =>
        {
            var random = new Random(seed);
            for (var round = 0; round < 10; round++)
            {
                using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(1, 60)));
                using var stream = new RankStream(server.Channel, new CallOptions(cancellationToken: cancel.Token));
                await Assert.ThrowsAnyAsync<Exception>(async () =>
                {
                    await stream.ConfigureAsync(new RankCreatorsConfig { Brief = FitExamples.Brief, Count = 900 });
                    for (ulong sequence = 1; ; sequence++)
                    {
                        await stream.SendAsync(sequence, profiles);
                        await stream.ResultAsync();
                    }
                });
            }
        })).WaitAsync(TimeSpan.FromMinutes(2));

        // The server is none the worse.
        Assert.Equal(5, (await RankAsync(5, profiles)).Ranking.Count);
    }

    private static Items ProfilesOf(params CreatorProfile[] profiles) => new() { Profiles = new CreatorProfiles { Profiles = { profiles } } };

    private async Task<(List<RankedCreator> Ranking, List<RankCreatorsChunkResult> Results, StreamSummary Summary)> RankAsync(uint count, params Items[] chunks)
    {
        using var stream = new RankStream(server.Channel);
        await stream.ConfigureAsync(new RankCreatorsConfig { Brief = FitExamples.Brief, Count = count, IncludeIneligible = true });
        var results = new List<RankCreatorsChunkResult>();
        for (var i = 0; i < chunks.Length; i++)
        {
            await stream.SendAsync((ulong)i + 1, chunks[i]);
            results.Add(await stream.ResultAsync());
        }

        await stream.CompleteAsync();
        var (pages, summary) = await stream.RankingAsync();
        return ([.. pages.SelectMany(page => page.Creators)], results, summary);
    }

    // Every creator scored by BatchScoreFit, and sorted here.
    private async Task<List<(string Id, double Score)>> ExpectedAsync(Items[] chunks, bool includeIneligible)
    {
        var rows = new List<(string Id, double Score)>();
        foreach (var chunk in chunks)
        {
            var fits = (await new FitService.FitServiceClient(server.Channel).BatchScoreFitAsync(
                new BatchScoreFitRequest { Items = chunk, Brief = FitExamples.Brief })).Fits;
            var left = includeIneligible ? [] : fits.Ineligible.SelectMany(group => group.Indexes).ToHashSet();
            rows.AddRange(fits.Scores
                .Select((score, i) => (Index: (uint)i, Id: chunk.Profiles.Profiles[i].CreatorId, Score: score))
                .Where(row => !left.Contains(row.Index))
                .Select(row => (row.Id, row.Score)));
        }

        rows.Sort((a, b) => a.Score == b.Score ? string.CompareOrdinal(a.Id, b.Id) : b.Score.CompareTo(a.Score));
        return rows;
    }
}
