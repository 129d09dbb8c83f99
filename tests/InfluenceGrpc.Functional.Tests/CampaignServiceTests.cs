using Influence.V1;
using InfluenceGrpc.Testing;
using static InfluenceGrpc.Functional.Tests.CampaignExamples;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>ForecastReach and ComparePlans over the wire.</summary>
public sealed class CampaignServiceTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private readonly CampaignService.CampaignServiceClient client = new(fixture.Server.Channel);
    private readonly string own = Guid.NewGuid().ToString("N");

    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Fact]
    public async Task ForecastReach_OneCreatorWithItsOwnReach_IsThatReach()
    {
        var response = await client.ForecastReachAsync(Request(Planned(Creator("a", 50_000, 0.5, 9_000, reach: 12_000))));

        var (forecast, creator) = (response.Forecast, response.Forecast.Creators.Single());
        Assert.Equal(("audience-fit-1", 1u, OverlapBasis.Exact), (response.ModelId, response.ModelVersion, forecast.OverlapBasis));
        Assert.Equal((12_000.0, 6_000.0, 6_000.0, 1.0), (forecast.GrossReach.Value, forecast.GrossInTargetReach.Value, forecast.NetInTargetReach.Value, forecast.Frequency.Value));
        Assert.Equal((true, 6_000.0, 9_000.0, DataStatus.Inline), (creator.ReachIsOwn, creator.Adds, creator.Price, creator.DataStatus));
        Assert.Equal((9_000.0, 1_500.0), (forecast.Cost, forecast.CostPerThousandReached.Value));
        Assert.InRange(forecast.CredibleReach.Value, 1, 5_999);
        Assert.Equal(2_000_000.0, forecast.UniversePeople);
    }

    [Fact]
    public async Task ForecastReach_IdsAndProfilesWithFailures_CountsTheOthersAndNamesThese()
    {
        var stored = Micros(own);
        Array.ForEach(stored, profile => profile.Version = 1);
        await new ProfileService.ProfileServiceClient(fixture.Server.Channel).UpsertProfilesAsync(
            new UpsertProfilesRequest { Profiles = new CreatorProfiles { Profiles = { stored } } });
        var unknown = WireProfiles.Of("unknown", 1);
        unknown.ClearFollowers();
        var request = Request(
            Planned(stored[0].CreatorId), Planned(stored[1]), Planned($"{own}-nobody"), Planned(unknown), Planned(new CreatorProfile { CreatorId = "bad", Followers = ulong.MaxValue }));

        var response = await client.ForecastReachAsync(request);

        Assert.Equal([DataStatus.Present, DataStatus.Inline], response.Forecast.Creators.Select(creator => creator.DataStatus));
        Assert.Equal(
            [(2u, "CREATOR_NOT_FOUND"), (3u, "REACH_UNKNOWN"), (4u, "INVALID_PROFILE")],
            response.Errors.Select(error => (error.Indexes.Single(), error.Status.Reason())));
        Assert.Equal(
            await NetAsync(Planned(stored[0]), Planned(stored[1])), response.Forecast.NetInTargetReach.Value);
    }

    [Fact]
    public async Task ForecastReach_NobodyLeft_HasNoForecastButEveryError()
    {
        var response = await client.ForecastReachAsync(Request(Planned($"{own}-nobody"), Planned("\u0001")));

        Assert.Null(response.Forecast);
        Assert.Equal(["CREATOR_NOT_FOUND", "INVALID_CREATOR_ID"], response.Errors.Select(error => error.Status.Reason()));
    }

    [Fact]
    public async Task ForecastReach_WhatIsNotKnown_IsAbsentAndSaysOfWhom()
    {
        var (priced, unpriced) = (Creator("priced", 10_000, 0.5, 100), Creator("unpriced", 10_000, 0.5, 100));
        unpriced.Prices.Clear();
        unpriced.Platform = Platform.Unspecified;

        var forecast = (await client.ForecastReachAsync(Request(Planned(priced), Planned(unpriced)))).Forecast;

        Assert.False(forecast.HasCost);
        Assert.Null(forecast.CostPerThousandReached);
        Assert.Null(forecast.Engagements);
        Assert.Equal(["unpriced"], forecast.CreatorsWithoutPrice);
        Assert.Equal(["unpriced"], forecast.CreatorsWithoutEngagements);
        Assert.False(forecast.Creators[1].HasPrice);
        Assert.NotEmpty(forecast.Creators[1].Ineligibilities);
    }

    [Fact]
    public async Task ForecastReach_AgreedPrice_TakesTheProfilesPlace()
    {
        var creator = Planned(Creator("a", 10_000, 0.5, 100));
        creator.Price = 250.5;

        Assert.Equal(250.5, (await client.ForecastReachAsync(Request(creator))).Forecast.Cost);
    }

    [Fact]
    public async Task ForecastReach_PairOverlapOfTwo_IsExact()
    {
        var request = Request(Planned(Creator("a", 50_000, 1, 1, reach: 20_000)), Planned(Creator("b", 10_000, 1, 1, reach: 10_000)));
        request.Overlaps.Add(new AudienceOverlap { FirstCreatorId = "b", SecondCreatorId = "a", ShareOfSmaller = 0.5 });

        var forecast = (await client.ForecastReachAsync(request)).Forecast;

        // 10,000 follow b, half of them a as well; b reaches all of its own, a 20,000 of 50,000.
        Assert.Equal((OverlapBasis.Exact, 28_000.0), (forecast.OverlapBasis, forecast.NetInTargetReach.Value));
    }

    [Fact]
    public async Task ForecastReach_EveryFault_IsToldAtOnce()
    {
        var request = new ForecastReachRequest
        {
            Brief = FitExamples.Faulty,
            ModelId = "no-such",
            Universe = new Universe
            {
                People = double.NaN,
                Dimension = AudienceDimension.Interests,
                Segments = { new UniverseSegment { Key = "sport", People = 0 }, new UniverseSegment { Key = "sport/running", People = 5 } },
            },
            Creators = { Planned("a"), Planned("a"), new PlannedCreator(), new PlannedCreator { CreatorId = "b", Price = -1 } },
            Overlaps =
            {
                new AudienceOverlap { FirstCreatorId = "a", SecondCreatorId = "a", ShareOfSmaller = 0.1 },
                new AudienceOverlap { FirstCreatorId = "a", SecondCreatorId = "z", ShareOfSmaller = 1.1 },
                new AudienceOverlap { FirstCreatorId = "a", SecondCreatorId = "b" },
            },
        };

        var refusal = await Refused.ByAsync(() => client.ForecastReachAsync(request).ResponseAsync);

        Assert.Equal("INVALID_REQUEST", refusal.Reason());
        Assert.Equal(
            FitExamples.FaultyFields.Select(field => $"brief.{field}").Concat(
                [
                    "modelId", "universe.people", "universe.people", "universe.segments[0].people", "universe.segments[1].key", "creators[1]", "creators[2]",
                    "creators[3].price", "creators[3].price", "overlaps[0].secondCreatorId", "overlaps[1].secondCreatorId",
                    "overlaps[1].shareOfSmaller", "overlaps[2].shareOfSmaller",
                ]).Order(StringComparer.Ordinal),
            refusal.Fields().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ForecastReach_TooManyCreators_IsRefused()
    {
        var most = Request([.. Enumerable.Range(0, 200).Select(i => Planned(Creator($"c{i}", 1_000, 0.5, 1)))]);
        Assert.Equal(200u, (await client.ForecastReachAsync(most)).Forecast.CreatorCount);
        most.Creators.Add(Planned("one-more"));

        Assert.Equal(["creators"], (await Refused.ByAsync(() => client.ForecastReachAsync(most).ResponseAsync)).Fields());
        Assert.Equal(["creators"], (await Refused.ByAsync(() => client.ForecastReachAsync(Request()).ResponseAsync)).Fields());
    }

    [Fact]
    public async Task ComparePlans_CelebrityAgainstMicros_SaysWhoWinsOnWhat()
    {
        var response = await client.ComparePlansAsync(new ComparePlansRequest
        {
            Brief = TrailShoes,
            Universe = TwoMillion,
            Plans =
            {
                new CampaignPlan { Name = "Celebrity", Creators = { Planned(Creator("star", 1_000_000, 0.05, 120_000)) } },
                new CampaignPlan { Name = "Ten micro", Creators = { Micros("m").Select(Planned) } },
                new CampaignPlan { Name = "Nobody", Creators = { Planned($"{own}-nobody") } },
            },
        });

        Assert.Equal(["Celebrity", "Ten micro", "Nobody"], response.Plans.Select(plan => plan.Name));
        Assert.Null(response.Plans[2].Forecast);
        Assert.Equal("CREATOR_NOT_FOUND", response.Plans[2].Errors.Single().Status.Reason());
        Assert.Equal(Enum.GetValues<CampaignMeasure>().Skip(1), response.Comparisons.Select(comparison => comparison.Measure));
        var net = response.Comparisons[0];
        Assert.Equal([1u, 0u], net.Ranking);
        Assert.True(net.IsClear);
        Assert.Equal(response.Plans[1].Forecast.NetInTargetReach.Value / response.Plans[0].Forecast.NetInTargetReach.Value, net.Lead.Value, 9);
        Assert.StartsWith("\"Ten micro\" wins on different people reached in the target by a factor of ", net.Sentence, StringComparison.Ordinal);
        Assert.Equal([0u, 1u], response.Comparisons.Single(each => each.Measure == CampaignMeasure.GrossReach).Ranking.Order());
        Assert.Equal(OverlapBasis.Chance, response.Plans[1].Forecast.OverlapBasis);
    }

    [Fact]
    public async Task ComparePlans_EveryFaultOfThePlans_IsToldAtOnce()
    {
        var request = new ComparePlansRequest { Brief = new Brief { Topics = { ["sport"] = 1 } }, Universe = TwoMillion };
        request.Plans.Add(new CampaignPlan { Name = "same", Creators = { new PlannedCreator { CreatorId = "a", Price = 5 } } });
        request.Plans.Add(new CampaignPlan { Name = "same" });
        request.Plans.Add(new CampaignPlan { Creators = { Planned("x") } });
        request.Plans.Add(new CampaignPlan { Name = "large", Creators = { Enumerable.Range(0, 199).Select(i => Planned($"c{i}")) } });

        Assert.Equal(
            ["plans[0].creators[0].price", "plans[1].name", "plans[1].creators", "plans[2].name", "plans"], await FieldsAsync(request));
    }

    private async Task<string[]> FieldsAsync(ComparePlansRequest request) =>
        (await Refused.ByAsync(() => client.ComparePlansAsync(request).ResponseAsync)).Fields();

    private static ForecastReachRequest Request(params PlannedCreator[] creators) =>
        new() { Brief = TrailShoes, Universe = TwoMillion, Creators = { creators } };

    private async Task<double> NetAsync(params PlannedCreator[] creators) =>
        (await client.ForecastReachAsync(Request(creators))).Forecast.NetInTargetReach.Value;
}
