using Influence.V1;
using static InfluenceGrpc.Functional.Tests.CampaignExamples;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>What is wrong with a campaign is told once, and nothing that is right beside it.</summary>
public sealed class CampaignFaultTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CampaignService.CampaignServiceClient client = new(fixture.Server.Channel);

    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Fact]
    public async Task ComparePlans_TooManyPlans_DoesNotFaultTheOverlapsOfTheirCreators()
    {
        var request = new ComparePlansRequest { Brief = TrailShoes, Universe = TwoMillion, Overlaps = { Overlap() } };
        request.Plans.AddRange(Enumerable.Range(0, 21).Select(i => new CampaignPlan { Name = $"p{i}", Creators = { Planned("a"), Planned("b") } }));

        Assert.Equal(["plans"], (await Refused.ByAsync(() => client.ComparePlansAsync(request).ResponseAsync)).Fields());
    }

    [Fact]
    public async Task ComparePlans_OnePlanTooLarge_IsToldOnceAndItsOverlapsAreNot()
    {
        var request = new ComparePlansRequest { Brief = TrailShoes, Universe = TwoMillion, Overlaps = { Overlap() } };
        request.Plans.Add(new CampaignPlan { Name = "x", Creators = { Many(199), Planned("a"), Planned("b") } });
        request.Plans.Add(new CampaignPlan { Name = "y", Creators = { Planned("a") } });

        Assert.Equal(["plans[0].creators"], (await Refused.ByAsync(() => client.ComparePlansAsync(request).ResponseAsync)).Fields());
    }

    [Fact]
    public async Task ForecastReach_TooManyCreators_DoesNotFaultTheirOverlaps() => Assert.Equal(
        ["creators"], await FieldsAsync(TwoMillion, [Overlap()], [.. Many(199), Planned("a"), Planned("b")]));

    [Fact]
    public async Task ForecastReach_UnknownDimension_IsToldOnceAndTheKeysAreNot()
    {
        var segments = new Universe { Dimension = (AudienceDimension)99, Segments = { new UniverseSegment { Key = "sport/running", People = 5 } } };
        var whole = new Universe { Dimension = (AudienceDimension)99, People = 5 };

        Assert.Equal(["universe.dimension"], await FieldsAsync(segments, [], Planned("a")));
        Assert.Equal(["universe.dimension"], await FieldsAsync(whole, [], Planned("a")));
    }

    [Fact]
    public async Task ForecastReach_TwoProfilesWithoutAnId_FailAloneBesideOneThatIsCounted()
    {
        var response = await client.ForecastReachAsync(new ForecastReachRequest
        {
            Brief = TrailShoes,
            Universe = TwoMillion,
            Creators = { Planned(new CreatorProfile { Followers = 5 }), Planned(new CreatorProfile { Followers = 6 }), Planned(Creator("fine", 1_000, 1, 1)) },
        }).ResponseAsync.WaitAsync(Patience);

        Assert.Equal([0u, 1u], response.Errors.SelectMany(error => error.Indexes).Order());
        Assert.Equal(1u, response.Forecast.CreatorCount);
    }

    [Fact]
    public async Task PlanCampaign_NoCreatorsAllowed_DoesNotFaultTheMustHaves()
    {
        var config = Config(5, Planned("m"));
        config.MaxCreators = 0;

        Assert.Equal(["config.maxCreators"], await FieldsAsync(config));
    }

    [Fact]
    public async Task PlanCampaign_MustHaveWithoutReachAndOverTheBudget_TellsBothAtOnce()
    {
        var unknown = Creator("n", 5_000, 0.5, 700);
        unknown.ClearFollowers();
        unknown.Engagement = null;

        Assert.Equal(
            ["config.mustHaves", "config.mustHaves[1]"],
            (await FieldsAsync(Config(1_000, Planned(Creator("m", 5_000, 0.5, 700)), Planned(unknown)))).Order(StringComparer.Ordinal));
    }

    // A double holds more digits than are kept: what came out would not be what went in.
    [Theory]
    [InlineData(100_000_000_000.0006, true)]
    [InlineData(123_456_789.0123456, true)]
    [InlineData(123_456_789.0125, false)]
    [InlineData(0.1 + 0.2, false)]
    public async Task PlanCampaign_BudgetOfMoreDigitsThanAreKept_IsRefused(double budget, bool isRefused)
    {
        using var stream = new PlanStream(fixture.Server.Channel);
        if (isRefused)
        {
            Assert.Equal(["config.budget"], await FieldsAsync(Config(budget)));
        }
        else
        {
            await stream.ConfigureAsync(Config(budget));
            Assert.Equal(budget, (await stream.PlanAsync()).Plan.BudgetLeft, 1e-9);
        }
    }

    [Fact]
    public async Task PlanCampaign_MustHaveAndKeptOneSentAgainWithoutReach_AreToldAsThose()
    {
        var (must, kept, unknown) = (Creator("m", 5_000, 0.5, 100), Creator("k", 5_000, 0.5, 100), Creator("u", 5_000, 0.5, 100));
        CreatorProfile[] again = [.. new[] { must, kept, unknown }.Select(profile =>
        {
            var bare = profile.Clone();
            bare.ClearFollowers();
            bare.Engagement = null;
            return bare;
        })];
        using var stream = new PlanStream(fixture.Server.Channel);
        await stream.ConfigureAsync(Config(1_000, Planned(must)));
        await stream.ExchangeAsync(1, new Items { Profiles = new CreatorProfiles { Profiles = { kept } } });

        var result = await stream.ExchangeAsync(2, new Items { Profiles = new CreatorProfiles { Profiles = { again } } });

        Assert.Equal(
            [(DropReason.MustHave, 0u), (DropReason.Repeated, 1u), (DropReason.ReachUnknown, 2u)],
            result.Dropped.Select(dropped => (dropped.Reason, dropped.Indexes.Single())));
    }

    private static AudienceOverlap Overlap() => new() { FirstCreatorId = "a", SecondCreatorId = "b", ShareOfSmaller = 0.1 };

    private static IEnumerable<PlannedCreator> Many(int count) => Enumerable.Range(0, count).Select(i => Planned($"c{i}"));

    private static PlanCampaignConfig Config(double budget, params PlannedCreator[] mustHaves) =>
        new() { Brief = TrailShoes, Universe = TwoMillion, Budget = budget, MustHaves = { mustHaves } };

    private async Task<string[]> FieldsAsync(Universe universe, AudienceOverlap[] overlaps, params PlannedCreator[] creators) =>
        (await Refused.ByAsync(() => client.ForecastReachAsync(
            new ForecastReachRequest { Brief = TrailShoes, Universe = universe, Overlaps = { overlaps }, Creators = { creators } }).ResponseAsync)).Fields();

    private async Task<string[]> FieldsAsync(PlanCampaignConfig config)
    {
        using var stream = new PlanStream(fixture.Server.Channel);
        return (await Refused.ByAsync(() => stream.ConfigureAsync(config))).Fields();
    }
}
