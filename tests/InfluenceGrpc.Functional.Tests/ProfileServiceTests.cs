using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>ProfileService's unary calls, on the embedded store.</summary>
public sealed class ProfileServiceTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private readonly ProfileService.ProfileServiceClient client = new(fixture.Server.Channel);

    // Tests share the server and its store: each has creators of its own.
    private readonly string own = Guid.NewGuid().ToString("N");

    // After every test: a fixture that fails at its end fails no test.
    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Fact]
    public async Task GetProfile_Written_IsGivenBackWhole()
    {
        var profile = WireProfiles.Full(own, version: ulong.MaxValue);
        var before = DateTime.UtcNow.AddMilliseconds(-1);

        Assert.Equal([UpsertOutcome.Applied], await UpsertAsync(profile));
        var response = await client.GetProfileAsync(new GetProfileRequest { CreatorId = own });

        // Times are kept to 100 nanoseconds, which .NET's own are.
        Assert.Equal(profile, response.Profile);
        Assert.Equal(DataStatus.Present, response.DataStatus);
        Assert.InRange(response.StoredAt.ToDateTime(), before, DateTime.UtcNow);
    }

    [Fact]
    public async Task GetProfile_OnlyAnId_LeavesEverythingElseAbsent()
    {
        await UpsertAsync(new CreatorProfile { CreatorId = own });

        Assert.Equal(
            new CreatorProfile { CreatorId = own },
            (await client.GetProfileAsync(new GetProfileRequest { CreatorId = own })).Profile);
    }

    [Theory]
    [InlineData("nobody", "CREATOR_NOT_FOUND", StatusCode.NotFound)]
    [InlineData("", "INVALID_CREATOR_ID", StatusCode.InvalidArgument)]
    [InlineData("a\u0001b", "INVALID_CREATOR_ID", StatusCode.InvalidArgument)]
    [InlineData("a\uFFFD", "INVALID_CREATOR_ID", StatusCode.InvalidArgument)]
    public async Task GetProfile_NotThere_SaysWhy(string id, string reason, StatusCode code)
    {
        var status = await Refused.ByAsync(() => client.GetProfileAsync(new GetProfileRequest { CreatorId = id }).ResponseAsync);

        Assert.Equal(reason, status.Reason());
        Assert.Equal((int)code, status.Code);
    }

    [Fact]
    public async Task GetProfile_OlderThanAskedFor_IsRefusedUnlessAllowed()
    {
        var profile = WireProfiles.Of(own, 7_000);
        profile.ObservedAt = DateTime.UtcNow.AddDays(-40).ToTimestamp();
        await UpsertAsync(profile);

        var status = await Refused.ByAsync(() => client.GetProfileAsync(new GetProfileRequest { CreatorId = own }).ResponseAsync);
        var allowed = await client.GetProfileAsync(new GetProfileRequest { CreatorId = own, ReadOptions = new ReadOptions { AllowStale = true } });
        var older = await client.GetProfileAsync(new GetProfileRequest
        {
            CreatorId = own,
            ReadOptions = new ReadOptions { MaxAge = TimeSpan.FromDays(41).ToDuration() },
        });

        Assert.Equal("PROFILE_OUTSIDE_MAX_AGE", status.Reason());
        Assert.Equal((int)StatusCode.FailedPrecondition, status.Code);
        Assert.Equal("2592000", status.ReasonMetadata()["max_age_seconds"]);
        Assert.StartsWith("34560", status.ReasonMetadata()["age_seconds"], StringComparison.Ordinal);
        Assert.Equal(DataStatus.OutsideMaxAge, allowed.DataStatus);
        Assert.Equal(7_000u, allowed.Profile.Followers);
        Assert.Equal(DataStatus.Present, older.DataStatus);
    }

    [Fact]
    public async Task GetProfile_WithoutTimeOfObservation_IsAsOldAsItsWriting()
    {
        await UpsertAsync(new CreatorProfile { CreatorId = own, Followers = 1 });
        var recent = await client.GetProfileAsync(new GetProfileRequest
        {
            CreatorId = own,
            ReadOptions = new ReadOptions { MaxAge = TimeSpan.FromMinutes(5).ToDuration() },
        });
        var status = await Refused.ByAsync(() => client.GetProfileAsync(new GetProfileRequest
        {
            CreatorId = own,
            ReadOptions = new ReadOptions { MaxAge = new Duration() },
        }).ResponseAsync);

        Assert.Equal(DataStatus.Present, recent.DataStatus);
        Assert.Equal("PROFILE_OUTSIDE_MAX_AGE", status.Reason());
    }

    [Fact]
    public async Task GetProfile_NegativeMaxAge_NamesTheField()
    {
        var status = await Refused.ByAsync(() => client.GetProfileAsync(new GetProfileRequest
        {
            CreatorId = own,
            ReadOptions = new ReadOptions { MaxAge = new Duration { Seconds = -1 } },
        }).ResponseAsync);

        Assert.Equal(["readOptions.maxAge"], status.Fields());
    }

    [Fact]
    public async Task LookupProfiles_AllKinds_AnswersIdByIdInOrder()
    {
        var stale = WireProfiles.Of($"{own}-stale", 3);
        stale.ObservedAt = DateTime.UtcNow.AddDays(-100).ToTimestamp();
        await UpsertAsync(WireProfiles.Of($"{own}-a", 1), WireProfiles.Of($"{own}-b", 2), stale);

        var rows = (await client.LookupProfilesAsync(new LookupProfilesRequest
        {
            Ids = Ids($"{own}-b", $"{own}-none", "", $"{own}-a", $"{own}-b", $"{own}-stale"),
        })).Rows;

        Assert.Equal(6u, rows.ItemCount);
        Assert.Equal([$"{own}-b", "", "", $"{own}-a", $"{own}-b", ""], rows.Profiles.Select(profile => profile.CreatorId));
        Assert.Equal(
            [DataStatus.Present, DataStatus.NotFound, DataStatus.Unspecified, DataStatus.Present, DataStatus.Present, DataStatus.OutsideMaxAge],
            rows.DataStatus);
        var errors = Assert.Single(rows.Errors);
        Assert.Equal([2u], errors.Indexes);
        Assert.Equal("INVALID_CREATOR_ID", errors.Status.Reason());
    }

    [Fact]
    public async Task LookupProfiles_AtTheLimit_IsAnsweredAndPastItRefused()
    {
        var rows = (await client.LookupProfilesAsync(new LookupProfilesRequest { Ids = Ids([.. Enumerable.Repeat(own, 1_000)]) })).Rows;
        var status = await Refused.ByAsync(
            () => client.LookupProfilesAsync(new LookupProfilesRequest { Ids = Ids([.. Enumerable.Repeat(own, 1_001)]) }).ResponseAsync);

        Assert.Equal(1_000u, rows.ItemCount);
        Assert.Equal("TOO_MANY_ITEMS", status.Reason());
        Assert.Equal("1000", status.ReasonMetadata()["limit"]);
    }

    [Fact]
    public async Task LookupProfiles_MoreThanAnAnswerHolds_SaysWhichToAskForAgain()
    {
        var ids = Enumerable.Range(0, 40).Select(i => $"{own}-{i}").ToArray();
        await UpsertAsync([.. ids.Select(id => WireProfiles.Large(id, 40_000))]);

        var answer = await client.LookupProfilesAsync(new LookupProfilesRequest { Ids = Ids([.. ids, "nobody"]) });
        var full = Assert.Single(answer.Rows.Errors);
        var again = await client.LookupProfilesAsync(new LookupProfilesRequest { Ids = Ids([.. full.Indexes.Select(index => ids[index])]) });

        Assert.InRange(answer.CalculateSize(), 800_000, 1024 * 1024);
        Assert.Equal("ANSWER_FULL", full.Status.Reason());
        Assert.Equal(DataStatus.NotFound, answer.Rows.DataStatus[^1]);
        Assert.All(full.Indexes, index => Assert.Equal(DataStatus.Unspecified, answer.Rows.DataStatus[(int)index]));
        Assert.Equal(
            ids,
            answer.Rows.Profiles.Concat(again.Rows.Profiles).Select(profile => profile.CreatorId).Where(id => id.Length > 0)
                .OrderBy(id => int.Parse(id.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task UpsertProfiles_Versions_DecideWhatStays()
    {
        Assert.Equal(
            [UpsertOutcome.Applied, UpsertOutcome.Unchanged, UpsertOutcome.Applied, UpsertOutcome.Superseded],
            await UpsertAsync(
                WireProfiles.Of(own, 10, version: 5), WireProfiles.Of(own, 11, version: 5), WireProfiles.Of(own, 12, version: 7), WireProfiles.Of(own, 13, version: 6)));
        Assert.Equal([UpsertOutcome.Superseded], await UpsertAsync(WireProfiles.Of(own, 14, version: 0)));

        Assert.Equal(12u, (await client.GetProfileAsync(new GetProfileRequest { CreatorId = own })).Profile.Followers);
    }

    [Theory]
    [InlineData(257)]
    [InlineData(-1)]
    [InlineData(99)]
    public async Task UpsertProfiles_NumbersThatAreNoPlatform_AreRefused(int number)
    {
        var profile = WireProfiles.Of(own, 1);
        profile.Platform = (Platform)number;
        profile.SafetyFlags.Add((SafetyFlag)number);

        var response = await client.UpsertProfilesAsync(new UpsertProfilesRequest { Profiles = new CreatorProfiles { Profiles = { profile } } });

        Assert.Equal(["platform", "safetyFlags[0]"], response.Upserts.Errors.Single().Status.Fields());
    }

    [Fact]
    public async Task UpsertProfiles_WithoutVersions_TheLastStays()
    {
        Assert.Equal(
            [UpsertOutcome.Applied, UpsertOutcome.Applied], await UpsertAsync(WireProfiles.Of(own, 10, version: 0), WireProfiles.Of(own, 11, version: 0)));
        Assert.Equal(11u, (await client.GetProfileAsync(new GetProfileRequest { CreatorId = own })).Profile.Followers);
    }

    [Fact]
    public async Task UpsertProfiles_BadItems_FailAloneWithEveryFaultNamed()
    {
        var bad = WireProfiles.Of("", 10_000_000_001);
        bad.Topics.Add("Not A Topic", 2f);
        var response = await client.UpsertProfilesAsync(new UpsertProfilesRequest
        {
            Profiles = new CreatorProfiles { Profiles = { WireProfiles.Of($"{own}-a", 1), bad, WireProfiles.Large($"{own}-large", 70_000), WireProfiles.Of($"{own}-b", 2) } },
        });

        Assert.Equal(
            [UpsertOutcome.Applied, UpsertOutcome.Unspecified, UpsertOutcome.Unspecified, UpsertOutcome.Applied], response.Upserts.Outcomes);
        Assert.Collection(
            response.Upserts.Errors,
            errors =>
            {
                Assert.Equal([1u], errors.Indexes);
                Assert.Equal("INVALID_PROFILE", errors.Status.Reason());
                Assert.Contains("creatorId", errors.Status.Fields());
                Assert.Contains("followers", errors.Status.Fields());
                Assert.Contains("topics[\"Not A Topic\"]", errors.Status.Fields());
            },
            errors =>
            {
                Assert.Equal([2u], errors.Indexes);
                Assert.Equal("PROFILE_TOO_LARGE", errors.Status.Reason());
                Assert.Equal("65536", errors.Status.ReasonMetadata()["limit"]);
            });
    }

    [Theory]
    [InlineData(17u)]
    [InlineData(1u)]
    public async Task UpsertProfiles_ReplicasThatTheStoreHasNot_AreRefused(uint replicas)
    {
        var status = await Refused.ByAsync(() => client.UpsertProfilesAsync(new UpsertProfilesRequest
        {
            Profiles = new CreatorProfiles { Profiles = { WireProfiles.Of(own, 1) } },
            WriteOptions = new ProfileWriteOptions { MinReplicas = replicas },
        }).ResponseAsync);

        Assert.Equal(["writeOptions.minReplicas"], status.Fields());
        Assert.Equal("CREATOR_NOT_FOUND", (await Refused.ByAsync(() => client.GetProfileAsync(new GetProfileRequest { CreatorId = own }).ResponseAsync)).Reason());
    }

    [Fact]
    public async Task DeleteProfiles_AnyVersion_KeepsOlderWritesOut()
    {
        await UpsertAsync(WireProfiles.Of(own, 10, version: 5));

        var deleted = await client.DeleteProfilesAsync(new DeleteProfilesRequest { Ids = Ids(own, $"{own}-none", "") });

        Assert.Equal([DeleteOutcome.Deleted, DeleteOutcome.NotFound, DeleteOutcome.Unspecified], deleted.Outcomes);
        Assert.Equal([2u], Assert.Single(deleted.Errors).Indexes);
        Assert.Equal("CREATOR_NOT_FOUND", (await Refused.ByAsync(() => client.GetProfileAsync(new GetProfileRequest { CreatorId = own }).ResponseAsync)).Reason());
        Assert.Equal([UpsertOutcome.Superseded], await UpsertAsync(WireProfiles.Of(own, 10, version: 5)));
        Assert.Equal([UpsertOutcome.Applied], await UpsertAsync(WireProfiles.Of(own, 10, version: 6)));
    }

    [Fact]
    public async Task DeleteProfiles_WithVersions_LosesToANewerWrite()
    {
        await UpsertAsync(WireProfiles.Of($"{own}-a", 10, version: 5), WireProfiles.Of($"{own}-b", 10, version: 5));

        var deleted = await client.DeleteProfilesAsync(new DeleteProfilesRequest
        {
            Ids = Ids($"{own}-a", $"{own}-b", $"{own}-c"),
            Versions = { 4, 5, 9 },
        });

        Assert.Equal([DeleteOutcome.Superseded, DeleteOutcome.Deleted, DeleteOutcome.NotFound], deleted.Outcomes);
        Assert.Equal([UpsertOutcome.Superseded, UpsertOutcome.Applied], await UpsertAsync(WireProfiles.Of($"{own}-c", 1, version: 8), WireProfiles.Of($"{own}-c", 1, version: 10)));
    }

    [Fact]
    public async Task DeleteProfiles_VersionsThatDoNotMatch_AreRefused()
    {
        var status = await Refused.ByAsync(
            () => client.DeleteProfilesAsync(new DeleteProfilesRequest { Ids = Ids("a", "b"), Versions = { 1 } }).ResponseAsync);

        Assert.Equal(["versions"], status.Fields());
    }

    [Fact]
    public async Task GetProfile_AfterEveryWrite_SeesIt()
    {
        // Each read fills the near cache, which the next write must not leave behind.
        for (ulong version = 1; version <= 200; version++)
        {
            await UpsertAsync(WireProfiles.Of(own, version * 10, version));
            Assert.Equal(version * 10, (await client.GetProfileAsync(new GetProfileRequest { CreatorId = own })).Profile.Followers);
            Assert.Equal(version, (await client.GetProfileAsync(new GetProfileRequest { CreatorId = own })).Profile.Version);
        }
    }

    private static CreatorIds Ids(params string[] ids) => new() { CreatorIds_ = { ids } };

    private async Task<IEnumerable<UpsertOutcome>> UpsertAsync(params CreatorProfile[] profiles) =>
        (await client.UpsertProfilesAsync(new UpsertProfilesRequest { Profiles = new CreatorProfiles { Profiles = { profiles } } })).Upserts.Outcomes;
}
