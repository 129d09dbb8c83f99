using Grpc.Core;
using Grpc.Health.V1;
using Influence.V1;
using InfluenceGrpc.Testing;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>--store: where profiles are kept, and what a server does that keeps none.</summary>
public sealed class StoreChoiceTests
{
    [Fact]
    public async Task Store_None_SaysSoEverywhereAndClassifiesAllTheSame()
    {
        await using var server = await RunningServer.StartAsync("--store", "none");
        var profiles = new ProfileService.ProfileServiceClient(server.Channel);
        var tiers = new TierService.TierServiceClient(server.Channel);
        Func<Task>[] calls =
        [
            () => profiles.GetProfileAsync(new GetProfileRequest { CreatorId = "c" }).ResponseAsync,
            () => profiles.UpsertProfilesAsync(new UpsertProfilesRequest { Profiles = new CreatorProfiles { Profiles = { WireProfiles.Of("c", 1) } } }).ResponseAsync,
            () => profiles.DeleteProfilesAsync(new DeleteProfilesRequest { Ids = new CreatorIds { CreatorIds_ = { "c" } } }).ResponseAsync,
            () => tiers.ClassifyTierAsync(new ClassifyTierRequest { CreatorId = "c" }).ResponseAsync,
        ];

        foreach (var call in calls)
        {
            var status = await Refused.ByAsync(call);
            Assert.Equal("PROFILE_STORE_ABSENT", status.Reason());
            Assert.Equal((int)StatusCode.Unimplemented, status.Code);
        }

        var batch = await tiers.BatchClassifyTiersAsync(new BatchClassifyTiersRequest { Items = new Items { Ids = new CreatorIds { CreatorIds_ = { "a", "" } } } });
        Assert.Equal(["PROFILE_STORE_ABSENT", "INVALID_CREATOR_ID"], batch.Tiers.Errors.Select(errors => errors.Status.Reason()));
        Assert.Equal(5u, (await tiers.ClassifyTierAsync(new ClassifyTierRequest { FollowerCount = 30_000 })).Classifications.Single().Ordinal);
        Assert.Equal(ServingStatus.NotServing, await HealthOfAsync(server, "influence.v1.ProfileService"));
        Assert.Equal(ServingStatus.Serving, await HealthOfAsync(server, ""));
    }

    [Fact]
    public async Task Store_File_KeepsProfilesOverARestart()
    {
        using var folder = new StoreFolder();
        await using (var first = await RunningServer.StartAsync("--store", folder.Store))
        {
            await new ProfileService.ProfileServiceClient(first.Channel).UpsertProfilesAsync(
                new UpsertProfilesRequest { Profiles = new CreatorProfiles { Profiles = { WireProfiles.Full("kept") } } });
            Assert.Equal(ServingStatus.Serving, await HealthOfAsync(first, "influence.v1.ProfileService"));
        }

        await using var second = await RunningServer.StartAsync("--store", folder.Store);
        var kept = await new ProfileService.ProfileServiceClient(second.Channel).GetProfileAsync(new GetProfileRequest { CreatorId = "kept" });
        Assert.Equal(48_211u, kept.Profile.Followers);
    }

    [Fact]
    public async Task Store_FileOfAnotherServer_IsRefusedWithWhatToDo()
    {
        using var folder = new StoreFolder();
        await using var first = await RunningServer.StartAsync("--store", folder.Store);

        var (exitCode, output) = await ServerProcess.RunAsync("--listen", "127.0.0.1:0", "--store", folder.Store);

        Assert.Equal(1, exitCode);
        Assert.Contains("--store", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("redis://")]
    [InlineData("redis://user:secret@127.0.0.1:6379")]
    [InlineData("redis://127.0.0.1:6379,password=secret")]
    [InlineData("redis://127.0.0.1:6379?password=secret")]
    [InlineData("redis:user:secret@127.0.0.1")]
    [InlineData("sqlite:")]
    [InlineData("postgres://127.0.0.1")]
    public async Task Store_NotAStore_IsAWrongSetting(string store)
    {
        var (exitCode, output) = await ServerProcess.RunAsync("--store", store);

        Assert.Equal(2, exitCode);
        Assert.Contains("Profiles:Store", output, StringComparison.Ordinal);
        Assert.Contains("sqlite:FILE", output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", output, StringComparison.Ordinal);
    }

    private static async Task<ServingStatus> HealthOfAsync(RunningServer server, string service) =>
        (await new Health.HealthClient(server.Channel).CheckAsync(new HealthCheckRequest { Service = service })).Status;
}
