using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>No answer grows beyond 1 MiB, whatever is asked and however wrong it is.</summary>
public sealed class AnswerSizeTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private const int MaxAnswerBytes = 1024 * 1024;

    private readonly TierService.TierServiceClient client = new(fixture.Server.Channel);

    // After every test: a fixture that fails at its end fails no test.
    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Fact]
    public async Task BatchClassifyTiers_EverySchemeAndColumn_StaysBelow()
    {
        var items = new Items { Followers = new FollowerColumns { Missing = { Enumerable.Range(0, 5_000).Select(i => (uint)i * 2) } } };
        items.Followers.Followers.AddRange(Enumerable.Range(0, 10_000).Select(i => (ulong)i));

        var response = await AskAsync(items);

        Assert.InRange(response.CalculateSize(), 900_000, MaxAnswerBytes);
    }

    [Fact]
    public async Task BatchClassifyTiers_TenThousandProfilesWrongInManyWays_StaysBelowAndLosesNoItem()
    {
        var items = new Items { Profiles = new CreatorProfiles() };
        for (var i = 0; i < 10_000; i++)
        {
            items.Profiles.Profiles.Add(new CreatorProfile { CreatorId = "", Platform = (Platform)99, Topics = { [$"T{i}"] = 2 } });
        }

        var response = await AskAsync(items);

        Assert.InRange(response.CalculateSize(), 900_000, MaxAnswerBytes);
        Assert.Equal(
            Enumerable.Range(0, 10_000).Select(i => (uint)i), response.Tiers.Errors.SelectMany(errors => errors.Indexes).Order());
    }

    [Fact]
    public async Task BatchClassifyTiers_ProfilesWithHundredsOfFaultsEach_StaysBelowAndAnswersTheGoodOnes()
    {
        var items = new Items { Profiles = new CreatorProfiles() };
        for (var i = 0; i < 70; i++)
        {
            var bad = new CreatorProfile { CreatorId = "c", Followers = 700 };
            for (var topic = 0; topic < 300; topic++)
            {
                bad.Topics[$"Bad Topic {i} {topic} {new string('x', 40)}"] = 2;
            }

            items.Profiles.Profiles.Add(bad);
        }

        items.Profiles.Profiles.Add(new CreatorProfile { CreatorId = "good", Platform = Platform.Instagram, Followers = 700 });

        var response = await AskAsync(items);

        Assert.InRange(response.CalculateSize(), 10_000, 100_000);
        Assert.Equal(1u, response.Tiers.Columns[0].Ordinals[70]);
        Assert.Contains("more faults are not listed", response.Tiers.Errors[0].Status.Detail<Google.Rpc.BadRequest>()!.FieldViolations[^1].Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4_000, true)]
    [InlineData(10_000, false)]
    public async Task BatchScoreFit_EveryColumnAndManyReasonsEach_StaysBelow(int count, bool components)
    {
        const string Id = "creator-with-every-fault";
        await new ProfileService.ProfileServiceClient(fixture.Server.Channel).UpsertProfilesAsync(
            new UpsertProfilesRequest { Profiles = new CreatorProfiles { Profiles = { WithEveryFault(Id) } } });

        var response = await new FitService.FitServiceClient(fixture.Server.Channel).BatchScoreFitAsync(new BatchScoreFitRequest
        {
            Items = new Items { Ids = new CreatorIds { CreatorIds_ = { Enumerable.Repeat(Id, count) } } },
            Brief = MetByNobody(Id),
            Columns = new FitColumnOptions { Components = components },
        });

        Assert.Equal(10, response.Fits.Ineligible.Count);
        Assert.Equal(5, response.Fits.Cautions.Count);
        Assert.Equal(components ? 10 : 0, response.Fits.Components.Count);
        Assert.All([.. response.Fits.Ineligible.Select(group => group.Indexes), .. response.Fits.Cautions.Select(group => group.Indexes)],
            indexes => Assert.Equal(Enumerable.Range(0, count).Select(i => (uint)i), indexes));

        // Two words of caution are not among these, which leaves 4 bytes an item; the rest is counted in LimitOptions.
        var anItem = components ? 245 : 75;
        Assert.InRange(response.CalculateSize(), count * (anItem - 5), count * anItem);
        Assert.InRange((count * anItem) + (24 * 1024) + 2048, 0, MaxAnswerBytes);
    }

    [Fact]
    public async Task BatchScoreFit_TenThousandProfilesWrongInManyWays_StaysBelowAndLosesNoItem()
    {
        var items = new Items { Profiles = new CreatorProfiles() };
        for (var i = 0; i < 10_000; i++)
        {
            items.Profiles.Profiles.Add(new CreatorProfile { CreatorId = "", Platform = (Platform)99, Topics = { [$"T{i}"] = 2 } });
        }

        var response = await new FitService.FitServiceClient(fixture.Server.Channel).BatchScoreFitAsync(
            new BatchScoreFitRequest { Items = items, Brief = FitExamples.Brief });

        Assert.InRange(response.CalculateSize(), 400_000, MaxAnswerBytes);
        Assert.Equal(
            Enumerable.Range(0, 10_000).Select(i => (uint)i), response.Fits.Errors.SelectMany(errors => errors.Indexes).Order());
    }

    private static CreatorProfile WithEveryFault(string id)
    {
        var profile = WireProfiles.Full(id);
        profile.Engagement = new Engagement { Rate = 3, Basis = EngagementBasis.Followers, SamplePosts = 1 };
        profile.Audience.AuthenticShare = 0.1f;
        profile.Sponsorship.SponsoredShare = 0.9f;
        profile.Sponsorship.DisclosedShare = 0.1f;
        profile.BrandRelations.Add(new BrandRelation { Brand = "Fjell", OrganicMentions = 9, Sentiment = -1 });
        return profile;
    }

    private static Brief MetByNobody(string id)
    {
        var brief = FitExamples.Brief;
        brief.Competitors.Add("Løpesko AS");
        brief.Cost.Deliverable = Deliverable.Post;
        brief.Cost.CurrencyCode = "USD";
        brief.Constraints = new FitConstraints
        {
            Platforms = { Platform.Tiktok },
            Tiers = new TierConstraint { SchemeId = "harvard-media", Ordinals = { 6 } },
            MinFollowers = 1_000_000,
            MinAuthenticShare = 0.9,
            Languages = { "fi" },
            ExcludedCreatorIds = { id },
            PriceRequired = true,
        };
        return brief;
    }

    private async Task<BatchClassifyTiersResponse> AskAsync(Items items)
    {
        var ids = (await client.ListTierSchemesAsync(new ListTierSchemesRequest())).Schemes.Select(scheme => scheme.Id);
        return await client.BatchClassifyTiersAsync(new BatchClassifyTiersRequest
        {
            Items = items,
            Schemes = new TierSchemeSelection { SchemeIds = { ids } },
            Columns = new TierColumnOptions { BoundaryMargins = true, UnrankedReasons = true },
        });
    }
}
