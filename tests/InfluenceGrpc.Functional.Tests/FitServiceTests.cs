using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>FitService's calls for one creator, and its models.</summary>
public sealed class FitServiceTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private readonly FitService.FitServiceClient client = new(fixture.Server.Channel);
    private readonly string own = Guid.NewGuid().ToString("N");

    // After every test: a fixture that fails at its end fails no test.
    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Fact]
    public async Task ListFitModels_Default_TellsOfTheBuiltInOne()
    {
        var response = await client.ListFitModelsAsync(new ListFitModelsRequest());

        var model = Assert.Single(response.Models);
        Assert.Equal(("audience-fit-1", "audience-fit-1", true), (model.Id, response.DefaultModelId, model.BuiltIn));
        Assert.Equal(4, model.Presets.Count);
    }

    [Fact]
    public async Task ScoreFit_FullProfile_IsExplained()
    {
        var response = await client.ScoreFitAsync(new ScoreFitRequest { Profile = WireProfiles.Full("c"), Brief = FitExamples.Brief });

        Assert.Equal(("audience-fit-1", 1u, DataStatus.Inline), (response.ModelId, response.ModelVersion, response.DataStatus));
        var fit = response.Fit;
        Assert.InRange(fit.Score, 1, 99);
        Assert.InRange(fit.Score, fit.Lower, fit.Upper);
        Assert.Equal(Enum.GetValues<FitComponent>().Skip(1), fit.Components.Select(component => component.Component));
        Assert.Equal(fit.Score, fit.Components.Sum(component => component.Contribution), 9);
        Assert.Equal(1, fit.Components.Sum(component => component.Weight), 9);
        Assert.All(fit.Components, component => Assert.NotEmpty(component.Reasons));
        var audience = fit.Components[1];
        Assert.Equal([("countries", 0.5), ("genders", 0.5)], audience.Parts.Select(part => (part.Part, part.Weight)));

        // Norway 0.55 wholly and Sweden 0.2 by half; shares are kept as floats.
        Assert.Equal(0.65, audience.Parts[0].Value, 6);
        Assert.Contains("65 % of the audience is in the countries wanted.", audience.Reasons);
        Assert.Equal(0.65 * 0.61, fit.TargetShare.Share, 6);
        Assert.False(fit.Eligible);
        Assert.Equal([IneligibilityReason.SafetyFlag], fit.Ineligibilities.Select(why => why.Reason));
        Assert.Contains("obscenity", fit.Ineligibilities[0].Sentence, StringComparison.Ordinal);
        Assert.True(fit.HasExpectedEngagementRate);
    }

    [Fact]
    public async Task ScoreFit_ById_IsExplainedAsInline()
    {
        var profile = WireProfiles.Full(own);
        var stored = await new ProfileService.ProfileServiceClient(fixture.Server.Channel).UpsertProfilesAsync(
            new UpsertProfilesRequest { Profiles = new CreatorProfiles { Profiles = { profile } } });
        Assert.Equal([UpsertOutcome.Applied], stored.Upserts.Outcomes);

        var inline = await client.ScoreFitAsync(new ScoreFitRequest { Profile = profile, Brief = FitExamples.Brief });
        var byId = await client.ScoreFitAsync(new ScoreFitRequest { CreatorId = own, Brief = FitExamples.Brief });

        Assert.Equal(inline.Fit, byId.Fit);
        Assert.Equal(DataStatus.Present, byId.DataStatus);
    }

    [Theory]
    [InlineData(MissingPolicy.Unspecified, ComponentStatus.Imputed)]
    [InlineData(MissingPolicy.Pessimistic, ComponentStatus.Imputed)]
    [InlineData(MissingPolicy.Exclude, ComponentStatus.Excluded)]
    public async Task ScoreFit_NothingButFollowers_TellsWhatTakesThePlaceOfTheRest(MissingPolicy policy, ComponentStatus status)
    {
        var brief = FitExamples.Brief;
        brief.MissingPolicy = policy;

        var fit = (await client.ScoreFitAsync(new ScoreFitRequest { Profile = WireProfiles.Of("c", 8_000), Brief = brief })).Fit;

        var audience = fit.Components[1];
        var prior = (await client.ListFitModelsAsync(new ListFitModelsRequest())).Models[0].Audience.Countries.Prior;
        double? expected = policy switch
        {
            MissingPolicy.Exclude => null,
            MissingPolicy.Pessimistic => prior.Low,
            _ => prior.Mean,
        };
        Assert.Equal((status, expected is not null), (audience.Status, audience.HasValue));
        Assert.Equal(expected, audience.Parts[0].HasValue ? audience.Parts[0].Value : null);
        Assert.False(audience.Parts[0].Known);
        Assert.Equal(1, fit.Components[9].Value);
        Assert.Contains(CautionFlag.LowCoverage, fit.Cautions.Select(caution => caution.Flag));
    }

    [Fact]
    public async Task ScoreFit_ComponentNotAskedFor_IsNoPart()
    {
        var fit = (await client.ScoreFitAsync(new ScoreFitRequest { Profile = WireProfiles.Full("c"), Brief = new Brief { Topics = { ["sport"] = 1 } } })).Fit;

        Assert.Null(fit.TargetShare);
        Assert.All(
            fit.Components.Where(component => component.Component is FitComponent.Audience or FitComponent.Affinity or FitComponent.Cost or FitComponent.Size),
            component =>
            {
                Assert.Equal(ComponentStatus.NotAsked, component.Status);
                Assert.Equal((false, 0, 0), (component.HasValue, component.Weight, component.Contribution));
                Assert.Empty(component.Parts);
            });
    }

    [Fact]
    public async Task ScoreFit_EverythingWrong_NamesEveryFaultAtOnce()
    {
        var status = await Refused.ByAsync(() => client.ScoreFitAsync(new ScoreFitRequest
        {
            Profile = new CreatorProfile { CreatorId = "", Audience = new Audience { AuthenticShare = 2 } },
            Brief = FitExamples.Faulty,
            ModelId = "no-such",
        }).ResponseAsync);

        Assert.Equal("INVALID_REQUEST", status.Reason());
        Assert.Equal(
            FitExamples.FaultyFields.Select(field => $"brief.{field}").Concat(["modelId", "profile.audience.authenticShare", "profile.creatorId"]).Order(StringComparer.Ordinal),
            status.Fields().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ScoreFit_UnknownModelAndWhatOnlyAModelTells_BlamesTheModelAlone()
    {
        var brief = FitExamples.Brief;
        brief.Cost.ClearReferenceCostPerEngagement();

        var status = await Refused.ByAsync(() => client.ScoreFitAsync(new ScoreFitRequest { CreatorId = "c", Brief = brief, ModelId = "no-such" }).ResponseAsync);

        Assert.Equal("UNKNOWN_FIT_MODEL", status.Reason());
        Assert.Equal("audience-fit-1", status.ReasonMetadata()["known"]);
        Assert.Equal(["modelId"], status.Fields());
    }

    [Theory]
    [InlineData("no creator", "INVALID_REQUEST", StatusCode.InvalidArgument, "creator")]
    [InlineData("no brief", "INVALID_REQUEST", StatusCode.InvalidArgument, "brief")]
    [InlineData("empty brief", "INVALID_REQUEST", StatusCode.InvalidArgument, "brief")]
    [InlineData("bad profile", "INVALID_PROFILE", StatusCode.InvalidArgument, "profile.creatorId")]
    [InlineData("bad age", "INVALID_REQUEST", StatusCode.InvalidArgument, "readOptions.maxAge")]
    [InlineData("bad id", "INVALID_CREATOR_ID", StatusCode.InvalidArgument, null)]
    [InlineData("unknown id", "CREATOR_NOT_FOUND", StatusCode.NotFound, null)]
    [InlineData("nothing known", "NOTHING_KNOWN", StatusCode.FailedPrecondition, null)]
    public async Task ScoreFit_BadInput_GivesItsReason(string what, string reason, StatusCode code, string? field)
    {
        var request = what switch
        {
            "no creator" => new ScoreFitRequest { Brief = FitExamples.Brief },
            "no brief" => new ScoreFitRequest { CreatorId = "c" },
            "empty brief" => new ScoreFitRequest { CreatorId = "c", Brief = new Brief() },
            "bad profile" => new ScoreFitRequest { Profile = new CreatorProfile(), Brief = FitExamples.Brief },
            "bad age" => new ScoreFitRequest
            {
                CreatorId = "c",
                Brief = FitExamples.Brief,
                ReadOptions = new ReadOptions { MaxAge = new Google.Protobuf.WellKnownTypes.Duration { Seconds = -1 } },
            },
            "bad id" => new ScoreFitRequest { CreatorId = new string('x', 129), Brief = FitExamples.Brief },
            "unknown id" => new ScoreFitRequest { CreatorId = "nobody", Brief = FitExamples.Brief },
            _ => new ScoreFitRequest { Profile = WireProfiles.Of("c", 5_000), Brief = FitExamples.TopicsOrNothing },
        };

        var status = await Refused.ByAsync(() => client.ScoreFitAsync(request).ResponseAsync);

        Assert.Equal((reason, (int)code), (status.Reason(), status.Code));
        Assert.Equal(field is null ? [] : [field], status.Fields());
    }

    [Fact]
    public async Task ScoreFit_ServerWithoutAStore_AnswersProfilesAndRefusesIds()
    {
        await using var server = await RunningServer.StartAsync("--store", "none");
        var fits = new FitService.FitServiceClient(server.Channel);

        var status = await Refused.ByAsync(() => fits.ScoreFitAsync(new ScoreFitRequest { CreatorId = "c", Brief = FitExamples.Brief }).ResponseAsync);
        var inline = await fits.ScoreFitAsync(new ScoreFitRequest { Profile = WireProfiles.Full("c"), Brief = FitExamples.Brief });

        Assert.Equal("PROFILE_STORE_ABSENT", status.Reason());
        Assert.InRange(inline.Fit.Score, 1, 99);
    }
}
