using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Testing;
using static InfluenceGrpc.Functional.Tests.CampaignExamples;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>PlanCampaign: what is planned is what ForecastReach says of the set, and the rules of streams hold.</summary>
public sealed class PlanCampaignTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private readonly RunningServer server = fixture.Server;
    private readonly string own = Guid.NewGuid().ToString("N");

    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Fact]
    public async Task PlanCampaign_ManyChunks_StaysWithinTheBudgetAndTellsTheFiguresOfTheSet()
    {
        using var stream = new PlanStream(server.Channel);
        var accepted = await stream.ConfigureAsync(Config(100_000));
        Assert.Equal(("audience-fit-1", 1u), (accepted.FitModelId, accepted.FitModelVersion));
        var candidates = new Dictionary<string, CreatorProfile>(StringComparer.Ordinal);
        for (ulong sequence = 1; sequence <= 20; sequence++)
        {
            var chunk = Candidates((int)sequence, 300);
            Array.ForEach(chunk, candidate => candidates.Add(candidate.CreatorId, candidate));
            var result = await stream.ExchangeAsync(sequence, ProfilesOf(chunk));
            Assert.Equal((sequence, sequence * 300), (result.Sequence, result.Progress.Items));
        }

        var (plan, summary) = await stream.PlanAsync();

        Assert.Equal((20ul, 6_000ul, true), (summary.Chunks, summary.Items, summary.Complete));
        Assert.InRange(plan.Cost, 1, 100_000);
        Assert.Equal((100_000 - plan.Cost, plan.Steps.Sum(step => step.Price), plan.Cost), (plan.BudgetLeft, plan.Cost, plan.Steps[^1].CostSoFar));
        Assert.All(plan.Steps.Zip(plan.Steps.Skip(1)), pair => Assert.True(pair.First.Gain >= pair.Second.Gain));
        Assert.Equal(plan.ObjectiveValue, plan.Steps.Sum(step => step.Gain), 3);
        Assert.Equal(plan.ObjectiveValue, plan.Forecast.NetInTargetReach.Value, 3);
        Assert.InRange(plan.GuaranteedShare, 0.85, 1);
        Assert.InRange(plan.UpperBound, plan.ObjectiveValue, plan.ObjectiveValue / plan.GuaranteedShare * 1.000001);
        Assert.Equal(PlanMethod.AllKept, plan.Method);
        Assert.NotNull(plan.Next);

        // Nobody in the plan whom the brief does not take, and the figures are those of the very set.
        var forecast = (await new CampaignService.CampaignServiceClient(server.Channel).ForecastReachAsync(new ForecastReachRequest
        {
            Brief = TrailShoes,
            Universe = TwoMillion,
            Creators = { plan.Steps.Select(step => Planned(candidates[step.CreatorId])) },
        })).Forecast;
        Assert.Equal(forecast, plan.Forecast);
        Assert.All(forecast.Creators, creator => Assert.Empty(creator.Ineligibilities));
    }

    [Fact]
    public async Task PlanCampaign_EveryKindOfItem_IsToldWhatBecameOfIt()
    {
        var (elsewhere, unpriced, dear, foreign, unknown) = (
            Creator("elsewhere", 5_000, 0.5, 10), Creator("unpriced", 5_000, 0.5, 10), Creator("dear", 5_000, 0.5, 1_001), Creator("foreign", 5_000, 0, 10), WireProfiles.Of("unknown", 0));
        elsewhere.Platform = Platform.Tiktok;
        unpriced.Prices.Clear();
        unknown.Platform = Platform.Instagram;
        unknown.ClearFollowers();
        var config = Config(2_000);
        config.MustHaves.Add(Planned(Creator("must", 5_000, 0.5, 1_000)));
        using var stream = new PlanStream(server.Channel);
        await stream.ConfigureAsync(config);

        var result = await stream.ExchangeAsync(1, ProfilesOf(
            elsewhere, unpriced, dear, foreign, unknown, Creator("must", 5_000, 0.5, 5), Creator("fine", 5_000, 0.5, 10), Creator("fine", 9_000, 0.5, 10), new CreatorProfile()));
        var (plan, summary) = await stream.PlanAsync();

        Assert.Equal((8u, "INVALID_PROFILE"), (result.Errors.Single().Indexes.Single(), result.Errors.Single().Status.Reason()));
        Assert.Equal((IneligibilityReason.Platform, 0u), (result.Ineligible.Single().Reason, result.Ineligible.Single().Indexes.Single()));
        Assert.Equal(
            [(DropReason.MustHave, 5u), (DropReason.Repeated, 7u), (DropReason.ReachUnknown, 4u), (DropReason.PriceUnknown, 1u), (DropReason.TooExpensive, 2u), (DropReason.AddsNothing, 3u)],
            result.Dropped.Select(drop => (drop.Reason, drop.Indexes.Single())));
        Assert.Equal(new PlanningProgress { Items = 8, Candidates = 1, Ineligible = 1, Dropped = 6 }, result.Progress);
        Assert.Equal([("must", true), ("fine", false)], plan.Steps.Select(step => (step.CreatorId, step.MustHave)));
        Assert.Equal((1_010.0, 990.0, 1ul), (plan.Cost, plan.BudgetLeft, summary.Failed));
    }

    [Fact]
    public async Task PlanCampaign_ById_IsThePlanOfTheSameProfiles()
    {
        var profiles = Candidates(99, 200);
        foreach (var profile in profiles)
        {
            profile.CreatorId = $"{own}-{profile.CreatorId}";
            profile.Version = 1;
        }

        await new ProfileService.ProfileServiceClient(server.Channel).UpsertProfilesAsync(
            new UpsertProfilesRequest { Profiles = new CreatorProfiles { Profiles = { profiles } } });
        var config = Config(60_000, Planned(profiles[7].CreatorId));
        config.MustHaves[0].Price = 1;

        var inline = await PlanAsync(config, ProfilesOf(profiles));
        var byId = await PlanAsync(config, new Items { Ids = new CreatorIds { CreatorIds_ = { profiles.Select(profile => profile.CreatorId) } } });

        Assert.Equal(inline.Steps, byId.Steps);
        Assert.Equal((profiles[7].CreatorId, 1.0), (byId.Steps[0].CreatorId, byId.Steps[0].Price));
        Assert.All(byId.Forecast.Creators, creator => Assert.Equal(DataStatus.Present, creator.DataStatus));
        Assert.Equal([DataStatus.Present, DataStatus.Inline], inline.Forecast.Creators.Select(creator => creator.DataStatus).Distinct());
    }

    [Theory]
    [InlineData(PlanObjective.InTargetEngagements)]
    [InlineData(PlanObjective.CredibleReach)]
    public async Task PlanCampaign_Objective_IsTheForecastsFigure(PlanObjective objective)
    {
        var config = Config(50_000);
        config.Objective = objective;

        var plan = await PlanAsync(config, ProfilesOf(Candidates(5, 400)));

        var figure = objective == PlanObjective.CredibleReach ? plan.Forecast.CredibleReach : plan.Forecast.InTargetEngagements;
        Assert.Equal(plan.ObjectiveValue, figure.Value, 3);
        Assert.True(plan.ObjectiveValue > 0);
    }

    [Fact]
    public async Task PlanCampaign_NoCandidates_IsAnEmptyPlan()
    {
        using var stream = new PlanStream(server.Channel);
        await stream.ConfigureAsync(Config(50));
        var (plan, summary) = await stream.PlanAsync();

        Assert.Empty(plan.Steps);
        Assert.Null(plan.Forecast);
        Assert.Equal((0.0, 50.0, 1.0, true), (plan.ObjectiveValue, plan.BudgetLeft, plan.GuaranteedShare, summary.Complete));
    }

    [Fact]
    public async Task PlanCampaign_MustHavesThatCannotBe_EndTheCallBeforeACandidateIsSent()
    {
        var (elsewhere, unpriced, unknown) = (Creator("elsewhere", 5_000, 0.5, 900), Creator("unpriced", 5_000, 0.5, 10), WireProfiles.Of("unknown", 0));
        elsewhere.Platform = Platform.Tiktok;
        unpriced.Prices.Clear();
        unknown.ClearFollowers();
        var config = Config(1_000, Planned(elsewhere), Planned(unpriced), Planned(unknown), Planned($"{own}-nobody"), Planned(Creator("fine", 5_000, 0.5, 200)));
        using var stream = new PlanStream(server.Channel);

        var refusal = await Refused.ByAsync(() => stream.ConfigureAsync(config));

        Assert.Equal("MUST_HAVES_UNUSABLE", refusal.Reason());
        Assert.Equal(
            ["config.mustHaves", "config.mustHaves[0]", "config.mustHaves[1]", "config.mustHaves[2]", "config.mustHaves[3]"],
            refusal.Fields().Order(StringComparer.Ordinal).Distinct());
        Assert.Contains("cost 1,100 together, and the budget is 1,000", refusal.Message + string.Join(' ', refusal.Detail<Google.Rpc.BadRequest>()!.FieldViolations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlanCampaign_ConfigWithFaults_NamesEveryFaultAtOnce()
    {
        using var stream = new PlanStream(server.Channel);
        var config = new PlanCampaignConfig
        {
            Brief = FitExamples.Faulty,
            ModelId = "no-such",
            MaxCreators = 201,
            Objective = (PlanObjective)9,
            MustHaves = { Planned("a"), Planned("a") },
        };

        var refusal = await Refused.ByAsync(() => stream.ConfigureAsync(config));

        Assert.Equal(
            FitExamples.FaultyFields.Select(field => $"config.brief.{field}").Concat(
                ["config.modelId", "config.brief.cost", "config.universe", "config.budget", "config.maxCreators", "config.objective", "config.mustHaves[1]"])
                .Order(StringComparer.Ordinal),
            refusal.Fields().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task PlanCampaign_CancelledAtAnyMoment_EndsQuietly()
    {
        var candidates = ProfilesOf(Candidates(4, 1_000));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async seed =>
        {
            var random = new Random(seed);
            for (var round = 0; round < 10; round++)
            {
                using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(1, 60)));
                using var stream = new PlanStream(server.Channel, new CallOptions(cancellationToken: cancel.Token));
                await Assert.ThrowsAnyAsync<Exception>(async () =>
                {
                    await stream.ConfigureAsync(Config(5_000));
                    for (ulong sequence = 1; ; sequence++)
                    {
                        await stream.ExchangeAsync(sequence, candidates);
                    }
                });
            }
        })).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.NotEmpty((await PlanAsync(Config(5_000), candidates)).Steps);
    }

    private static Items ProfilesOf(params CreatorProfile[] profiles) => new() { Profiles = new CreatorProfiles { Profiles = { profiles } } };

    private static PlanCampaignConfig Config(double budget, params PlannedCreator[] mustHaves) =>
        new() { Brief = TrailShoes, Universe = TwoMillion, Budget = budget, MaxCreators = 30, MustHaves = { mustHaves } };

    // Of all sizes and prices; some on a platform that will not do.
    private static CreatorProfile[] Candidates(int seed, int count)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var followers = (ulong)Math.Exp(6 + (random.NextDouble() * 7));
                var candidate = Creator($"c{seed}-{i}", followers, random.NextDouble(), (long)(500 + (followers * random.NextDouble() / 3)));
                candidate.Platform = random.Next(10) == 0 ? Platform.Youtube : Platform.Instagram;
                return candidate;
            }),
        ];
    }

    private async Task<PlanCampaignResult> PlanAsync(PlanCampaignConfig config, params Items[] chunks)
    {
        using var stream = new PlanStream(server.Channel);
        await stream.ConfigureAsync(config);
        for (var i = 0; i < chunks.Length; i++)
        {
            Assert.Null((await stream.ExchangeAsync((ulong)i + 1, chunks[i])).Status);
        }

        return (await stream.PlanAsync()).Plan;
    }
}
