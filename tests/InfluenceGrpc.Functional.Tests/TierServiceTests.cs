using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>TierService's calls for one creator, and its schemes.</summary>
public sealed class TierServiceTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private readonly TierService.TierServiceClient client = new(fixture.Server.Channel);
    private readonly RunningServer server = fixture.Server;

    // After every test: a fixture that fails at its end fails no test.
    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Fact]
    public async Task ListTierSchemes_Default_TellsOfAllSixteen()
    {
        var response = await client.ListTierSchemesAsync(new ListTierSchemesRequest());

        Assert.Equal(
            [
                "harvard-media", "no-1k-10k", "nl-5k-100k", "fi-under-10k", "fi-1k-5k", "it-proximity", "iab-uk", "mediakix-2019",
                "hypeauditor-2019", "later-2021", "shopify-2023", "tagger", "lefty", "nielsen-2022", "duel", "klear",
            ],
            response.Schemes.Select(scheme => scheme.Id));
        Assert.Equal("harvard-media", response.DefaultSchemeId);
        Assert.All(response.Schemes, scheme =>
        {
            Assert.True(scheme.BuiltIn);
            Assert.NotEmpty(scheme.Title);
            Assert.NotEmpty(scheme.Source.Document);
            Assert.Equal(Enumerable.Range(1, scheme.Tiers.Count).Select(ordinal => (uint)ordinal), scheme.Tiers.Select(tier => tier.Ordinal));
        });
    }

    [Fact]
    public async Task ClassifyTier_NoScheme_TakesTheDefaultAndExplains()
    {
        var response = await client.ClassifyTierAsync(new ClassifyTierRequest { FollowerCount = 4_990 });

        var classification = Assert.Single(response.Classifications);
        Assert.Equal("harvard-media", classification.SchemeId);
        Assert.Equal("micro", classification.Tier.Id);
        Assert.Equal(2u, classification.Ordinal);
        Assert.Equal(1_000u, classification.LowerFollowers);
        Assert.Equal(5_000u, classification.UpperFollowers);
        Assert.Equal(5_000u, classification.NearestBound);
        Assert.Equal(Math.Log(4_990.0 / 5_000), classification.BoundaryMargin, 12);
        Assert.True(classification.NearBoundary);
        Assert.Contains("4,990", classification.Rule, StringComparison.Ordinal);
        Assert.Equal(DataStatus.Inline, response.DataStatus);
        Assert.Equal(1, response.Agreement.Agreement);
    }

    [Fact]
    public async Task ClassifyTier_SeveralSchemes_ShowsWhereTheyDisagree()
    {
        // 30,000: mega for Harvard Media, micro for the IAB, mid for HypeAuditor, micro for the Dutch column.
        var response = await client.ClassifyTierAsync(new ClassifyTierRequest
        {
            FollowerCount = 30_000,
            Schemes = new TierSchemeSelection { SchemeIds = { "harvard-media", "iab-uk", "hypeauditor-2019", "nl-5k-100k" } },
        });

        Assert.Equal(["mega", "micro", "mid", "micro"], response.Classifications.Select(classification => classification.Tier.Id));
        Assert.Equal(CanonicalTier.Micro, response.Agreement.Majority);
        Assert.Equal(0.5, response.Agreement.Agreement);
        Assert.Equal(4u, response.Agreement.Votes);
    }

    [Fact]
    public async Task ClassifyTier_ZeroFollowers_IsBelowTheLowestAndNotMissing()
    {
        var response = await client.ClassifyTierAsync(new ClassifyTierRequest { FollowerCount = 0 });

        var classification = Assert.Single(response.Classifications);
        Assert.Equal(0u, classification.Ordinal);
        Assert.Equal(UnrankedReason.BelowLowest, classification.UnrankedReason);
        Assert.Null(classification.Tier);
        Assert.Equal(double.NegativeInfinity, classification.BoundaryMargin);
    }

    [Fact]
    public async Task ClassifyTier_ProfileCloseToBuyers_IsAnInsiderWhateverItsSize()
    {
        var profile = new CreatorProfile
        {
            CreatorId = "two-million",
            Platform = Platform.Instagram,
            Followers = 2_000_000,
            Engagement = new Engagement { AverageLikes = 90_000, AverageComments = 4_000, SamplePosts = 40 },
            Audience = new Audience { DecisionMakerShare = 0.2f },
            BrandRelations =
            {
                new BrandRelation { Brand = "a", OrganicMentions = 4, UsesProduct = true, Sentiment = 0.6f },
                new BrandRelation { Brand = "b", OrganicMentions = 3, UsesProduct = true, Sentiment = 0.5f },
                new BrandRelation { Brand = "c", OrganicMentions = 3, UsesProduct = true, Sentiment = 0.5f },
            },
        };

        var response = await client.ClassifyTierAsync(new ClassifyTierRequest
        {
            Profile = profile,
            Schemes = new TierSchemeSelection { SchemeIds = { "it-proximity" } },
        });

        var classification = Assert.Single(response.Classifications);
        Assert.Equal("insider", classification.Tier.Id);
        Assert.InRange(classification.RelationalEvidence.Proximity, 0.5, 0.75);
        Assert.Equal(0.2 / 0.3, classification.RelationalEvidence.Closeness, 6);
        Assert.Equal(1, classification.RelationalEvidence.Experience);
        Assert.Equal(0.6, classification.RelationalEvidence.Neutrality, 6);
    }

    [Fact]
    public async Task ClassifyTier_InlineScheme_IsAnsweredAfterTheNamedOnes()
    {
        var response = await client.ClassifyTierAsync(new ClassifyTierRequest
        {
            FollowerCount = 1_500,
            Schemes = new TierSchemeSelection { SchemeIds = { "iab-uk" }, InlineScheme = OwnScheme() },
        });

        Assert.Equal(["iab-uk", "ours"], response.Classifications.Select(classification => classification.SchemeId));
        Assert.Equal(UnrankedReason.Gap, response.Classifications[1].UnrankedReason);
        Assert.Equal(1_001u, response.Classifications[1].LowerFollowers);
        Assert.Equal(2_000u, response.Classifications[1].UpperFollowers);
    }

    [Fact]
    public async Task ClassifyTier_EverythingWrong_NamesEveryFaultAtOnce()
    {
        var scheme = OwnScheme();
        scheme.Id = "Not An Id";
        scheme.Tiers[1].LowerFollowers = 500;
        scheme.Tiers[1].Id = "small";

        var status = await Refused.ByAsync(() => client.ClassifyTierAsync(new ClassifyTierRequest
        {
            Profile = new CreatorProfile { CreatorId = "", Audience = new Audience { Countries = { ["XX"] = 2 } } },
            Schemes = new TierSchemeSelection { SchemeIds = { "no-such", "iab-uk", "iab-uk" }, InlineScheme = scheme },
        }).ResponseAsync);

        Assert.Equal("INVALID_REQUEST", status.Reason());
        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal)
            {
                "schemes.schemeIds[0]", "schemes.schemeIds[2]", "schemes.inlineScheme.id", "schemes.inlineScheme.tiers[1].id",
                "schemes.inlineScheme.tiers[0].upperFollowers", "profile.creatorId", "profile.audience.countries[\"XX\"]",
            },
            status.Fields().ToHashSet(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("no creator", "INVALID_REQUEST", StatusCode.InvalidArgument)]
    [InlineData("no followers", "FOLLOWERS_MISSING", StatusCode.InvalidArgument)]
    [InlineData("too many followers", "FOLLOWERS_OUT_OF_RANGE", StatusCode.InvalidArgument)]
    [InlineData("unknown scheme", "UNKNOWN_TIER_SCHEME", StatusCode.InvalidArgument)]
    [InlineData("unknown platform", "INVALID_REQUEST", StatusCode.InvalidArgument)]
    [InlineData("too many schemes", "INVALID_REQUEST", StatusCode.InvalidArgument)]
    [InlineData("bad id", "INVALID_CREATOR_ID", StatusCode.InvalidArgument)]
    [InlineData("unknown id", "CREATOR_NOT_FOUND", StatusCode.NotFound)]
    [InlineData("inline scheme with the id of another", "INVALID_REQUEST", StatusCode.InvalidArgument)]
    public async Task ClassifyTier_BadInput_GivesItsReason(string what, string reason, StatusCode code)
    {
        var request = what switch
        {
            "no creator" => new ClassifyTierRequest(),
            "no followers" => new ClassifyTierRequest { Profile = new CreatorProfile { CreatorId = "c" } },
            "too many followers" => new ClassifyTierRequest { FollowerCount = 10_000_000_001 },
            "unknown scheme" => Asking("no-such"),
            "unknown platform" => new ClassifyTierRequest { FollowerCount = 1, Platform = (Platform)99 },
            "too many schemes" => Asking([.. Enumerable.Repeat("iab-uk", 17)]),
            "bad id" => new ClassifyTierRequest { CreatorId = new string('x', 129) },
            "unknown id" => new ClassifyTierRequest { CreatorId = "c" },
            _ => Asking(),
        };
        if (what.StartsWith("inline", StringComparison.Ordinal))
        {
            request.Schemes.InlineScheme = OwnScheme();
            request.Schemes.InlineScheme.Id = "iab-uk";
        }

        var status = await Refused.ByAsync(() => client.ClassifyTierAsync(request).ResponseAsync);

        Assert.Equal(reason, status.Reason());
        Assert.Equal((int)code, status.Code);

        static ClassifyTierRequest Asking(params string[] ids) =>
            new() { FollowerCount = 1, Schemes = new TierSchemeSelection { SchemeIds = { ids } } };
    }

    [Fact]
    public async Task AnyCall_UnknownMethod_IsUnimplemented()
    {
        var method = new Method<ListTierSchemesRequest, ListTierSchemesResponse>(
            MethodType.Unary, "influence.v1.TierService", "NoSuchMethod", Marshallers.Create(_ => [], _ => new ListTierSchemesRequest()), Marshallers.Create(_ => [], _ => new ListTierSchemesResponse()));

        var exception = await Assert.ThrowsAsync<RpcException>(
            () => server.Channel.CreateCallInvoker().AsyncUnaryCall(method, null, default, new ListTierSchemesRequest()).ResponseAsync);

        Assert.Equal(StatusCode.Unimplemented, exception.StatusCode);
    }

    private static TierScheme OwnScheme() => new()
    {
        Id = "ours",
        Version = 1,
        Title = "Ours",
        Source = new TierSchemeSource { Document = "test" },
        Kind = TierSchemeKind.Followers,
        Tiers =
        {
            new Tier { Id = "small", Label = "Small", LowerFollowers = 100, UpperFollowers = 1_000 },
            new Tier { Id = "large", Label = "Large", LowerFollowers = 2_000 },
        },
    };
}
