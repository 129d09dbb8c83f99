using Google.Protobuf.WellKnownTypes;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>FitService's batches: they answer what single calls answer, and items fail alone.</summary>
public sealed class FitBatchTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private static readonly FitColumnOptions AllColumns = new() { Components = true };

    private readonly FitService.FitServiceClient client = new(fixture.Server.Channel);
    private readonly string own = Guid.NewGuid().ToString("N");

    // After every test: a fixture that fails at its end fails no test.
    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Theory]
    [InlineData(MissingPolicy.Neutral)]
    [InlineData(MissingPolicy.Pessimistic)]
    [InlineData(MissingPolicy.Exclude)]
    public async Task BatchScoreFit_AnyCreators_EqualsOneByOneToTheBit(MissingPolicy policy)
    {
        var brief = FitExamples.Brief;
        brief.MissingPolicy = policy;
        var profiles = FitExamples.Creators(seed: 11, count: 120, own);

        var fits = (await BatchAsync(ProfilesOf(profiles), brief, AllColumns)).Fits;

        var failed = fits.Errors.SelectMany(errors => errors.Indexes).ToHashSet();
        Assert.InRange(failed.Count, policy == MissingPolicy.Exclude ? 1 : 0, policy == MissingPolicy.Exclude ? 10 : 0);
        for (var i = 0; i < profiles.Length; i++)
        {
            var request = new ScoreFitRequest { Profile = profiles[i], Brief = brief };
            if (failed.Contains((uint)i))
            {
                Assert.Equal("NOTHING_KNOWN", (await Refused.ByAsync(() => client.ScoreFitAsync(request).ResponseAsync)).Reason());
                continue;
            }

            var single = (await client.ScoreFitAsync(request)).Fit;
            Assert.Equal(
                Bits(single.Score, single.Lower, single.Upper, single.Coverage, single.TargetShare?.Share ?? 0),
                Bits(fits.Scores[i], fits.Lowers[i], fits.Uppers[i], fits.Coverages[i], fits.TargetShares[i]));
            Assert.Equal(single.TargetShare is null, fits.TargetSharesUnknown.Contains((uint)i));
            Assert.Equal(
                single.Ineligibilities.Select(why => why.Reason),
                fits.Ineligible.Where(group => group.Indexes.Contains((uint)i)).Select(group => group.Reason));
            Assert.Equal(
                single.Cautions.Select(caution => caution.Flag),
                fits.Cautions.Where(group => group.Indexes.Contains((uint)i)).Select(group => group.Flag));
            foreach (var column in fits.Components)
            {
                var component = single.Components.Single(component => component.Component == column.Component);
                Assert.Equal(Bits(component.Value, component.Contribution), Bits(column.Values[i], column.Contributions[i]));
                Assert.Equal(component.Status, column.Statuses[i]);
            }
        }
    }

    [Fact]
    public async Task BatchScoreFit_ByIdAndInStreams_EqualsInlineToTheBit()
    {
        var profiles = FitExamples.Creators(seed: 12, count: 300, own);
        await StoreAsync(profiles);
        var ids = IdsOf([.. profiles.Select(profile => profile.CreatorId)]);

        var inline = (await BatchAsync(ProfilesOf(profiles), FitExamples.Brief, AllColumns)).Fits;
        var byId = (await BatchAsync(ids, FitExamples.Brief, AllColumns)).Fits;
        using var stream = new FitStream(fixture.Server.Channel);
        await stream.ConfigureAsync(new StreamScoreFitConfig { Brief = FitExamples.Brief, Columns = AllColumns });
        await stream.SendAsync(1, ProfilesOf(profiles));
        await stream.SendAsync(2, ids);
        var inlineStreamed = (await stream.ResultAsync()).Fits;
        var byIdStreamed = (await stream.ResultAsync()).Fits;

        Assert.Equal(300u, inline.ItemCount);
        Assert.Equal(Enumerable.Repeat(DataStatus.Present, 300), byId.DataStatus);
        Assert.Equal(byId, byIdStreamed);
        Assert.Equal(inline, inlineStreamed);
        byId.DataStatus.Clear();
        Assert.Equal(inline, byId);
    }

    [Fact]
    public async Task BatchScoreFit_BriefThatAsksForLittle_HasColumnsForThatAlone()
    {
        var fits = (await BatchAsync(ProfilesOf(WireProfiles.Full("a")), new Brief { Topics = { ["sport"] = 1 }, Weights = new() { Concentration = 0 } }, AllColumns)).Fits;
        var plain = (await BatchAsync(ProfilesOf(WireProfiles.Full("a")), new Brief { Topics = { ["sport"] = 1 } }, columns: null)).Fits;

        Assert.Equal(
            [FitComponent.Niche, FitComponent.Engagement, FitComponent.Credibility, FitComponent.Proximity, FitComponent.Responsiveness],
            fits.Components.Select(column => column.Component));
        Assert.Empty(fits.TargetShares);
        Assert.Empty(plain.Components);
    }

    [Fact]
    public async Task BatchScoreFit_BadProfilesBesideGoodOnes_FailAlone()
    {
        var bad = new CreatorProfile { CreatorId = "bad", Audience = new Audience { AuthenticShare = 1.5f } };
        var nothing = WireProfiles.Of("nothing", 5_000);

        var fits = (await BatchAsync(ProfilesOf(bad, WireProfiles.Full("good"), nothing, bad), FitExamples.TopicsOrNothing, AllColumns)).Fits;

        Assert.Collection(
            fits.Errors,
            errors => Assert.Equal(("INVALID_PROFILE", "audience.authenticShare", "0,3"), Told(errors)),
            errors => Assert.Equal(("NOTHING_KNOWN", "", "2"), Told(errors)));
        Assert.Equal([0, 1, 0, 0], fits.Scores.Select(Math.Sign));
        Assert.Equal([ComponentStatus.Unspecified, ComponentStatus.Known, ComponentStatus.Unspecified, ComponentStatus.Unspecified], fits.Components.Single().Statuses);
        Assert.All([.. fits.Lowers, .. fits.Uppers, .. fits.Coverages], (figure, i) => Assert.Equal(i % 4 == 1, figure > 0));
        Assert.Empty(fits.DataStatus);

        static (string, string, string) Told(ItemErrors errors) =>
            (errors.Status.Reason(), string.Join(',', errors.Status.Fields()), string.Join(',', errors.Indexes));
    }

    [Fact]
    public async Task BatchScoreFit_EveryKindOfId_FailsItemByItem()
    {
        var stale = WireProfiles.Full($"{own}-stale");
        stale.ObservedAt = DateTime.UtcNow.AddDays(-31).ToTimestamp();
        await StoreAsync(WireProfiles.Full($"{own}-a"), WireProfiles.Of($"{own}-nothing", 5), stale);
        var ids = IdsOf($"{own}-a", $"{own}-none", "", $"{own}-nothing", $"{own}-stale", $"{own}-a");

        var fits = (await BatchAsync(ids, FitExamples.TopicsOrNothing, columns: null)).Fits;
        var staleToo = (await client.BatchScoreFitAsync(new BatchScoreFitRequest
        {
            Items = ids,
            Brief = FitExamples.TopicsOrNothing,
            ReadOptions = new ReadOptions { AllowStale = true },
        })).Fits;

        Assert.Equal([1, 0, 0, 0, 0, 1], fits.Scores.Select(Math.Sign));
        Assert.Equal([1, 0, 0, 0, 1, 1], staleToo.Scores.Select(Math.Sign));
        Assert.Equal(
            [DataStatus.Present, DataStatus.NotFound, DataStatus.Unspecified, DataStatus.Present, DataStatus.OutsideMaxAge, DataStatus.Present],
            fits.DataStatus);
        Assert.Equal(fits.DataStatus, staleToo.DataStatus);
        Assert.Equal(
            [(1u, "CREATOR_NOT_FOUND"), (2u, "INVALID_CREATOR_ID"), (3u, "NOTHING_KNOWN"), (4u, "PROFILE_OUTSIDE_MAX_AGE")],
            fits.Errors.Select(errors => (errors.Indexes.Single(), errors.Status.Reason())));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task BatchScoreFit_NoItems_ChecksTheBriefAlone(bool ids)
    {
        var items = ids ? IdsOf() : ProfilesOf();

        var response = await BatchAsync(items, FitExamples.Brief, columns: null);
        var status = await Refused.ByAsync(() => BatchAsync(items, FitExamples.Faulty, columns: null));

        Assert.Equal(new FitColumns(), response.Fits);
        Assert.Equal(("audience-fit-1", 1u), (response.ModelId, response.ModelVersion));
        Assert.Equal(FitExamples.FaultyFields.Select(field => $"brief.{field}").Order(StringComparer.Ordinal), status.Fields().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task BatchScoreFit_EverythingWrong_NamesEveryFaultAtOnce()
    {
        var status = await Refused.ByAsync(() => client.BatchScoreFitAsync(new BatchScoreFitRequest
        {
            Items = new Items { Followers = new FollowerColumns { Followers = { 1 } } },
            Brief = FitExamples.Faulty,
            ModelId = "no-such",
        }).ResponseAsync);

        Assert.Equal("INVALID_REQUEST", status.Reason());
        Assert.Equal(
            FitExamples.FaultyFields.Select(field => $"brief.{field}").Concat(["items.followers", "modelId"]).Order(StringComparer.Ordinal),
            status.Fields().Order(StringComparer.Ordinal));
        Assert.Contains("profiles or ids", status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BatchScoreFit_NeitherItemsNorBrief_NamesBoth()
    {
        var status = await Refused.ByAsync(() => client.BatchScoreFitAsync(new BatchScoreFitRequest()).ResponseAsync);

        Assert.Equal(["items", "brief"], status.Fields());
    }

    [Fact]
    public async Task BatchScoreFit_OptionsForIdsBesideProfiles_AreIgnored()
    {
        var response = await client.BatchScoreFitAsync(new BatchScoreFitRequest
        {
            Items = ProfilesOf(WireProfiles.Full("a")),
            Brief = FitExamples.Brief,
            ReadOptions = new ReadOptions { MaxAge = new Duration { Seconds = -1 } },
        });

        Assert.Empty(response.Fits.Errors);
    }

    [Theory]
    [InlineData(10_000, false, true)]
    [InlineData(10_001, false, false)]
    [InlineData(4_000, true, true)]
    [InlineData(4_001, true, false)]
    public async Task BatchScoreFit_AtTheLimitAndOnePast_IsTakenAndRefused(int count, bool components, bool taken)
    {
        var items = IdsOf([.. Enumerable.Repeat("nobody", count)]);
        var columns = new FitColumnOptions { Components = components };
        if (taken)
        {
            Assert.Equal((uint)count, (await BatchAsync(items, FitExamples.Brief, columns)).Fits.ItemCount);
            return;
        }

        var status = await Refused.ByAsync(() => BatchAsync(items, FitExamples.Brief, columns));

        Assert.Equal("TOO_MANY_ITEMS", status.Reason());
        Assert.Equal($"{count - 1}", status.ReasonMetadata()["limit"]);
    }

    [Fact]
    public async Task BatchScoreFit_PastTheByteLimit_IsRefused()
    {
        await using var small = await RunningServer.StartAsync("--Limits:MaxChunkBytes", "1024", "--Limits:MaxMessageBytes", "1000000");

        var status = await Refused.ByAsync(() => new FitService.FitServiceClient(small.Channel).BatchScoreFitAsync(
            new BatchScoreFitRequest { Items = ProfilesOf(WireProfiles.Large("c", 2_000)), Brief = FitExamples.Brief }).ResponseAsync);

        Assert.Equal("TOO_MANY_BYTES", status.Reason());
    }

    private static long[] Bits(params double[] figures) => [.. figures.Select(BitConverter.DoubleToInt64Bits)];

    private static Items IdsOf(params string[] ids) => new() { Ids = new CreatorIds { CreatorIds_ = { ids } } };

    private static Items ProfilesOf(params CreatorProfile[] profiles) => new() { Profiles = new CreatorProfiles { Profiles = { profiles } } };

    private async Task<BatchScoreFitResponse> BatchAsync(Items items, Brief brief, FitColumnOptions? columns) =>
        await client.BatchScoreFitAsync(new BatchScoreFitRequest { Items = items, Brief = brief, Columns = columns });

    private async Task StoreAsync(params CreatorProfile[] profiles)
    {
        var response = await new ProfileService.ProfileServiceClient(fixture.Server.Channel).UpsertProfilesAsync(
            new UpsertProfilesRequest { Profiles = new CreatorProfiles { Profiles = { profiles } } });
        Assert.All(response.Upserts.Outcomes, outcome => Assert.Equal(UpsertOutcome.Applied, outcome));
    }
}
