using Google.Protobuf.WellKnownTypes;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>TierService on creators named by id: answers are those that the same profiles get inline.</summary>
public sealed class TiersByIdTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private static readonly string[] Schemes = ["harvard-media", "iab-uk", "klear", "it-proximity"];

    private readonly TierService.TierServiceClient tiers = new(fixture.Server.Channel);
    private readonly string own = Guid.NewGuid().ToString("N");

    // After every test: a fixture that fails at its end fails no test.
    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Theory]
    [InlineData("harvard-media", "iab-uk", "klear")]
    [InlineData("harvard-media", "it-proximity", "klear")]
    public async Task BatchClassifyTiers_ByIdAndInline_AreEqual(params string[] schemes)
    {
        var profiles = Enumerable.Range(0, 200)
            .Select(i => i % 3 == 0 ? WireProfiles.Full($"{own}-{i}") : WireProfiles.Of($"{own}-{i}", (ulong)(i * i * 300)))
            .ToArray();
        profiles[7].Platform = Platform.Youtube;
        await StoreAsync(profiles);
        var columns = new TierColumnOptions { BoundaryMargins = true, UnrankedReasons = true };
        var selection = new TierSchemeSelection { SchemeIds = { schemes } };

        var inline = await tiers.BatchClassifyTiersAsync(new BatchClassifyTiersRequest
        {
            Items = new Items { Profiles = new CreatorProfiles { Profiles = { profiles } } },
            Schemes = selection,
            Columns = columns,
        });
        var byId = await tiers.BatchClassifyTiersAsync(new BatchClassifyTiersRequest
        {
            Items = IdsOf([.. profiles.Select(profile => profile.CreatorId)]),
            Schemes = selection,
            Columns = columns,
        });

        Assert.Equal(inline.Tiers.Columns, byId.Tiers.Columns);
        Assert.Empty(byId.Tiers.Errors);
        Assert.All(byId.Tiers.DataStatus, status => Assert.Equal(DataStatus.Present, status));
        Assert.Equal(200, byId.Tiers.DataStatus.Count);
    }

    [Fact]
    public async Task BatchClassifyTiers_EveryKindOfId_FailsItemByItem()
    {
        var stale = WireProfiles.Of($"{own}-stale", 30_000);
        stale.ObservedAt = DateTime.UtcNow.AddDays(-31).ToTimestamp();
        await StoreAsync(WireProfiles.Of($"{own}-a", 30_000), new CreatorProfile { CreatorId = $"{own}-unknown-size" }, stale);
        string[] ids = [$"{own}-a", $"{own}-none", "", $"{own}-unknown-size", $"{own}-stale", $"{own}-a"];

        var response = await tiers.BatchClassifyTiersAsync(new BatchClassifyTiersRequest { Items = IdsOf(ids) });
        var staleToo = await tiers.BatchClassifyTiersAsync(new BatchClassifyTiersRequest { Items = IdsOf(ids), ReadOptions = new ReadOptions { AllowStale = true } });

        Assert.Equal([5u, 0, 0, 0, 0, 5], response.Tiers.Columns.Single().Ordinals);
        Assert.Equal([5u, 0, 0, 0, 5, 5], staleToo.Tiers.Columns.Single().Ordinals);
        Assert.Equal(
            [DataStatus.Present, DataStatus.NotFound, DataStatus.Unspecified, DataStatus.Present, DataStatus.OutsideMaxAge, DataStatus.Present],
            response.Tiers.DataStatus);
        Assert.Equal(response.Tiers.DataStatus, staleToo.Tiers.DataStatus);
        Assert.Equal(
            [(1u, "CREATOR_NOT_FOUND"), (2u, "INVALID_CREATOR_ID"), (3u, "FOLLOWERS_MISSING"), (4u, "PROFILE_OUTSIDE_MAX_AGE")],
            response.Tiers.Errors.Select(errors => (errors.Indexes.Single(), errors.Status.Reason())));
    }

    [Fact]
    public async Task ClassifyTier_ById_IsExplainedAsInline()
    {
        var profile = WireProfiles.Full(own);
        await StoreAsync(profile);
        var selection = new TierSchemeSelection { SchemeIds = { Schemes } };

        var inline = await tiers.ClassifyTierAsync(new ClassifyTierRequest { Profile = profile, Schemes = selection });
        var byId = await tiers.ClassifyTierAsync(new ClassifyTierRequest { CreatorId = own, Schemes = selection });

        Assert.Equal(inline.Classifications, byId.Classifications);
        Assert.Equal(DataStatus.Present, byId.DataStatus);
    }

    [Fact]
    public async Task ClassifyTier_ByIdWithoutFollowers_SaysWhatIsMissing()
    {
        await StoreAsync(new CreatorProfile { CreatorId = own });

        var status = await Refused.ByAsync(() => tiers.ClassifyTierAsync(new ClassifyTierRequest { CreatorId = own }).ResponseAsync);

        Assert.Equal("FOLLOWERS_MISSING", status.Reason());
    }

    [Fact]
    public async Task StreamClassifyTiers_ByIdAmongOtherKinds_AnswersEach()
    {
        await StoreAsync([.. Enumerable.Range(0, 5_000).Select(i => WireProfiles.Of($"{own}-{i}", (ulong)i * 10))]);
        using var stream = new TierStream(fixture.Server.Channel);
        await stream.ConfigureAsync("harvard-media");
        await stream.AcceptedAsync();

        await stream.SendAsync(1, 10, 30_000);
        await stream.SendAsync(2, IdsOf([.. Enumerable.Range(0, 5_000).Select(i => $"{own}-{i}")]));
        await stream.SendAsync(3, IdsOf([.. Enumerable.Repeat(own, 10_001)]));
        await stream.SendAsync(4, IdsOf([$"{own}-3000", "nobody"]));
        await stream.CompleteAsync();

        Assert.Equal([0u, 5], (await stream.ResultAsync()).Tiers.Columns.Single().Ordinals);
        var many = (await stream.ResultAsync()).Tiers;
        Assert.Equal(5_000u, many.ItemCount);
        Assert.Empty(many.Errors);
        Assert.Equal(5u, many.Columns.Single().Ordinals[2_600]);
        Assert.Equal("TOO_MANY_ITEMS", (await stream.ResultAsync()).Status.Reason());
        var last = (await stream.ResultAsync()).Tiers;
        Assert.Equal([5u, 0], last.Columns.Single().Ordinals);
        Assert.Equal([DataStatus.Present, DataStatus.NotFound], last.DataStatus);
        var summary = await stream.SummaryAsync();
        Assert.Equal((5_004UL, 1UL, 1UL), (summary.Items, summary.Failed, summary.RefusedChunks));
    }

    private static Items IdsOf(params string[] ids) => new() { Ids = new CreatorIds { CreatorIds_ = { ids } } };

    private async Task StoreAsync(params CreatorProfile[] profiles)
    {
        var response = await new ProfileService.ProfileServiceClient(fixture.Server.Channel).UpsertProfilesAsync(
            new UpsertProfilesRequest { Profiles = new CreatorProfiles { Profiles = { profiles } } });
        Assert.All(response.Upserts.Outcomes, outcome => Assert.Equal(UpsertOutcome.Applied, outcome));
    }
}
