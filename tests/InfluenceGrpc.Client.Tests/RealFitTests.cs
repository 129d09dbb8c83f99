using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Client.Tests;

/// <summary>Fit through the client against the product's own server.</summary>
public sealed class RealFitTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Brief Brief = new()
    {
        Title = "Running",
        Topics = { ["sport/running"] = 1 },
        Audience = new TargetAudience { Countries = { ["NO"] = 1 } },
        Constraints = new FitConstraints { MinFollowers = 1000 },
    };

    private RunningServer server = null!;
    private InfluenceClient client = null!;

    public async Task InitializeAsync()
    {
        server = await RunningServer.StartAsync();
        client = InfluenceClient.Connect(server.Address);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task ListFitModels_RealServer_AgreesWithInfo()
    {
        var models = await client.ListFitModelsAsync().WaitAsync(Patience);
        var info = await client.GetServerInfoAsync().WaitAsync(Patience);

        Assert.Equal((info.DefaultFitModelId, info.FitModelCount), (models.DefaultModelId, (uint)models.Models.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ScoreFitStream_Profiles_AgreesWithBatchAndOneByOne(bool components)
    {
        var creators = Creators(3000);
        var request = new BatchScoreFitRequest { Items = new Items { Profiles = new CreatorProfiles { Profiles = { creators } } }, Brief = Brief };
        request.Columns = new FitColumnOptions { Components = components };
        var batch = (await client.BatchScoreFitAsync(request).WaitAsync(Patience)).Fits;

        var at = 0;
        var options = new FitStreamOptions { Components = components, MaxItemsPerChunk = 700 };
        await foreach (var chunk in client.ScoreFitStreamAsync(creators, profile => profile, Brief, options).WithTimeout(Patience))
        {
            for (var i = 0; i < chunk.Items.Count; i++, at++)
            {
                Assert.Equal(batch.Scores[at], chunk.ScoreOf(i));
                Assert.Equal((batch.Lowers[at], batch.Uppers[at], batch.Coverages[at]), (chunk.LowerOf(i), chunk.UpperOf(i), chunk.CoverageOf(i)));
                Assert.Equal(batch.TargetShares[at], chunk.TargetShareOf(i));
                Assert.Equal(batch.Ineligible.Where(group => group.Indexes.Contains((uint)at)).Select(group => group.Reason), chunk.IneligibilitiesOf(i));
                Assert.Equal(batch.Cautions.Where(group => group.Indexes.Contains((uint)at)).Select(group => group.Flag), chunk.CautionsOf(i));
                await AssertComponentsAsync(chunk, i, check: components && at % 300 == 0);
            }
        }

        Assert.Equal(3000, at);
    }

    [Fact]
    public async Task ScoreFitStream_Ids_AgreesWithProfilesAndNamesTheMissing()
    {
        var creators = Creators(500);
        await client.UpsertProfilesAsync(creators).WithTimeout(Patience).CountAsync();
        var byProfile = await ScoresAsync(client.ScoreFitStreamAsync(creators, profile => profile, Brief));

        var ids = creators.Select(creator => creator.CreatorId).Append("nobody");
        var byId = client.ScoreFitStreamAsync(ids, id => id, Brief);
        List<double?> scores = [];
        List<string?> errors = [];
        await foreach (var chunk in byId.WithTimeout(Patience))
        {
            scores.AddRange(Enumerable.Range(0, chunk.Items.Count).Select(chunk.ScoreOf));
            errors.AddRange(Enumerable.Range(0, chunk.Items.Count).Select(i => chunk.ErrorOf(i)?.Reason));
        }

        Assert.Equal([.. byProfile, null], scores);
        Assert.Equal([.. Enumerable.Repeat<string?>(null, 500), "CREATOR_NOT_FOUND"], errors);
    }

    [Fact]
    public async Task ScoreFit_ProfileAndId_AnswerTheSame()
    {
        var creator = Creators(1)[0];
        await client.UpsertProfilesAsync([creator]).WithTimeout(Patience).CountAsync();

        var byProfile = await client.ScoreFitAsync(creator, Brief).WaitAsync(Patience);
        var byId = await client.ScoreFitAsync(creator.CreatorId, Brief).WaitAsync(Patience);

        Assert.Equal(byProfile.Fit, byId.Fit);
        Assert.Equal((DataStatus.Inline, DataStatus.Present), (byProfile.DataStatus, byId.DataStatus));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RankCreators_Profiles_IsTheSortedStream(bool ineligible)
    {
        var creators = Creators(3000);
        var all = new List<(string Id, double Score)>();
        await foreach (var chunk in client.ScoreFitStreamAsync(creators, profile => profile, Brief).WithTimeout(Patience))
        {
            all.AddRange(Enumerable.Range(0, chunk.Items.Count)
                .Where(i => ineligible || chunk.IneligibilitiesOf(i).Count == 0)
                .Select(i => (chunk.Items[i].CreatorId, chunk.ScoreOf(i)!.Value)));
        }

        var options = new RankOptions { Count = 50, IncludeIneligible = ineligible, MaxItemsPerChunk = 400 };
        ulong scored = 0;
        var ranking = await client.RankCreatorsAsync(
            creators.ToAsyncEnumerable(), profile => profile, Brief, options, chunk => scored = chunk.Progress.Scored).WaitAsync(Patience);

        var expected = all.OrderByDescending(creator => creator.Score).ThenBy(creator => creator.Id, StringComparer.Ordinal).Take(50);
        Assert.Equal(expected, ranking.Creators.Select(creator => (creator.CreatorId, creator.Score)));
        Assert.Equal((3000UL, 3000UL), (scored, ranking.Progress.Scored));
    }

    [Fact]
    public async Task RankCreators_Ids_IsThatOfProfiles()
    {
        var creators = Creators(300);
        await client.UpsertProfilesAsync(creators).WithTimeout(Patience).CountAsync();
        var byProfile = await client.RankCreatorsAsync(creators.ToAsyncEnumerable(), profile => profile, Brief).WaitAsync(Patience);
        List<string?> errors = [];

        var byId = await client.RankCreatorsAsync(
            creators.Select(creator => creator.CreatorId).Append("nobody").ToAsyncEnumerable(),
            id => id,
            Brief,
            taken: chunk => errors.AddRange(Enumerable.Range(0, chunk.Items.Count).Select(i => chunk.ErrorOf(i)?.Reason))).WaitAsync(Patience);

        Assert.Equal(byProfile.Creators.Select(creator => creator.CreatorId), byId.Creators.Select(creator => creator.CreatorId));
        Assert.Equal("CREATOR_NOT_FOUND", Assert.Single(errors, error => error is not null));
    }

    [Fact]
    public async Task DeriveBrief_Runners_AsksForRunning()
    {
        var runners = Creators(40).Select(creator => creator.Clone()).ToList();
        runners.ForEach(creator => creator.Topics["sport/running"] = 0.7f);
        var others = Creators(200).Select(creator => creator.Clone()).ToList();
        others.ForEach(creator => creator.Topics["food"] = 0.7f);
        var options = new DeriveBriefOptions { Title = "More", Brand = "Fjellvind" };

        var derived = await client.DeriveBriefAsync(runners.ToAsyncEnumerable(), others.ToAsyncEnumerable(), options).WaitAsync(Patience);
        await client.UpsertProfilesAsync(runners).WithTimeout(Patience).CountAsync();
        var byId = await client.DeriveBriefAsync(
            runners.Select(creator => creator.CreatorId).ToAsyncEnumerable(), others.ToAsyncEnumerable(), options).WaitAsync(Patience);

        Assert.Equal((40U, 200U, "More", "Fjellvind"), (derived.Examples, derived.Background, derived.Brief.Title, derived.Brief.Brand));
        Assert.Contains("sport/running", derived.Brief.Topics.Keys);
        Assert.Equal(derived.Brief, byId.Brief);
    }

    [Fact]
    public async Task DeriveBrief_BadExamples_NamesEach()
    {
        var examples = Creators(5);
        examples[1].CreatorId = "";
        examples[3].Topics["sport"] = 7;

        var fault = await Assert.ThrowsAsync<InfluenceException>(() => client.DeriveBriefAsync(examples.ToAsyncEnumerable()).WaitAsync(Patience));

        Assert.Equal(StatusCode.InvalidArgument, fault.StatusCode);
        Assert.Contains(fault.Violations, violation => violation.Field.StartsWith("examples.items.profiles.profiles[1].", StringComparison.Ordinal));
        Assert.Contains(fault.Violations, violation => violation.Field.StartsWith("examples.items.profiles.profiles[3].", StringComparison.Ordinal));
    }

    private async Task AssertComponentsAsync(ScoredChunk<CreatorProfile> chunk, int item, bool check)
    {
        if (!check)
        {
            return;
        }

        var single = (await client.ScoreFitAsync(chunk.Items[item], Brief).WaitAsync(Patience)).Fit;
        foreach (var component in single.Components)
        {
            Assert.Equal((component.Contribution, component.Status), chunk.ComponentOf(item, component.Component));
        }
    }

    private static async Task<List<double?>> ScoresAsync(FitScoring<CreatorProfile> scoring)
    {
        List<double?> scores = [];
        await foreach (var chunk in scoring.WithTimeout(Patience))
        {
            scores.AddRange(Enumerable.Range(0, chunk.Items.Count).Select(chunk.ScoreOf));
        }

        return scores;
    }

    private static List<CreatorProfile> Creators(int count)
    {
        var random = new Random(11);
        return
        [
            .. Enumerable.Range(0, count).Select(i => new CreatorProfile
            {
                CreatorId = $"c{i}",
                Platform = Platform.Instagram,
                Followers = (ulong)Math.Exp(5 + (random.NextDouble() * 9)),
                Topics = { [i % 3 == 0 ? "sport" : "travel"] = (float)random.NextDouble() / 4 },
                Audience = new Audience { Countries = { ["NO"] = (float)random.NextDouble() } },
                Engagement = new Engagement { Rate = random.NextDouble() / 10, Basis = EngagementBasis.Followers, SamplePosts = 1 + (uint)random.Next(40) },
            }),
        ];
    }
}
