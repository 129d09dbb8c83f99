using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Client.Tests;

/// <summary>Profiles by the client against the product's own server, which keeps them in a file.</summary>
public class RealProfileTests
{
    private const int Count = 5000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Profiles_WrittenAndLookedUp_AreTheSame()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = InfluenceClient.Connect(server.Address);

        var upsert = client.UpsertProfilesAsync(Profiles());
        await foreach (var chunk in upsert.WithTimeout(Patience))
        {
            Assert.All(Enumerable.Range(0, chunk.Items.Count), i => Assert.Equal(UpsertOutcome.Applied, chunk.OutcomeOf(i)));
        }

        List<CreatorProfile?> found = [];
        await foreach (var chunk in client.LookupProfilesAsync(Profiles().Select(profile => profile.CreatorId).Append("none")).WithTimeout(Patience))
        {
            found.AddRange(Enumerable.Range(0, chunk.Items.Count).Select(chunk.ProfileOf));
        }

        Assert.Equal(((long)Count, (long)Count, true), (upsert.ResumeAfter, upsert.Totals.Ok, upsert.Totals.Complete));
        Assert.Equal([.. Profiles(), null], found);
    }

    [Fact]
    public async Task Profiles_WrittenAndLookedUpInOneCallEach_AreTheSame()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = InfluenceClient.Connect(server.Address);
        CreatorProfile[] sent = [Profile("a", 5), Profile("b", 6)];

        var written = await client.UpsertProfilesAsync(new UpsertProfilesRequest { Profiles = new CreatorProfiles { Profiles = { sent } } }).WaitAsync(Patience);
        var found = await client.LookupProfilesAsync(new LookupProfilesRequest { Ids = new CreatorIds { CreatorIds_ = { "a", "none", "b" } } }).WaitAsync(Patience);

        Assert.Equal([UpsertOutcome.Applied, UpsertOutcome.Applied], written.Upserts.Outcomes);
        Assert.Equal([DataStatus.Present, DataStatus.NotFound, DataStatus.Present], found.Rows.DataStatus);
        Assert.Equal(sent, found.Rows.Profiles.Where(profile => profile.CreatorId.Length > 0));
    }

    [Fact]
    public async Task Upsert_SentAgainAndBadOnes_TellsEach()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = InfluenceClient.Connect(server.Address);
        await OutcomesAsync(client, Profile("a", 5), Profile("b", 5));

        var outcomes = await OutcomesAsync(client, Profile("a", 5), Profile("b", 4), Profile("c", 1), new CreatorProfile { CreatorId = "d", Topics = { ["Not A Path"] = 1 } });

        Assert.Equal(
            [(UpsertOutcome.Unchanged, ""), (UpsertOutcome.Superseded, ""), (UpsertOutcome.Applied, ""), (UpsertOutcome.Unspecified, "INVALID_PROFILE")], outcomes);
    }

    [Fact]
    public async Task Upsert_ReplicasWhereThereAreNone_IsRefused()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = InfluenceClient.Connect(server.Address);
        var upsert = client.UpsertProfilesAsync([Profile("a", 1)], new UpsertStreamOptions { MinReplicas = 1 });

        var fault = await Assert.ThrowsAsync<InfluenceException>(() => upsert.GetAsyncEnumerator().MoveNextAsync().AsTask().WaitAsync(Patience));

        Assert.Equal(StatusCode.InvalidArgument, fault.StatusCode);
    }

    [Fact]
    public async Task GetAndDelete_OneAndMany_Answer()
    {
        await using var server = await RunningServer.StartAsync("--Limits:MaxItems", "100");
        using var client = InfluenceClient.Connect(server.Address);
        await foreach (var chunk in client.UpsertProfilesAsync(Profiles().Take(250)).WithTimeout(Patience))
        {
            Assert.Null(chunk.Refusal);
        }

        var one = await client.GetProfileAsync("c7").WaitAsync(Patience);
        var deleted = await client.DeleteProfilesAsync([.. Profiles().Take(249).Select(profile => profile.CreatorId), "none"]).WaitAsync(Patience);
        var superseded = await client.DeleteProfilesAsync(["c249"], new DeleteOptions { Versions = [1] }).WaitAsync(Patience);
        var fault = await Assert.ThrowsAsync<InfluenceException>(() => client.GetProfileAsync("c7").WaitAsync(Patience));

        Assert.Equal((Profiles().ElementAt(7), DataStatus.Present), (one.Profile, one.DataStatus));
        Assert.Equal([.. Enumerable.Repeat(DeleteOutcome.Deleted, 249), DeleteOutcome.NotFound], deleted.Select(result => result.Outcome));
        Assert.Equal(DeleteOutcome.Superseded, superseded.Single().Outcome);
        Assert.Equal((StatusCode.NotFound, "CREATOR_NOT_FOUND"), (fault.StatusCode, fault.Reason));
    }

    [Fact]
    public async Task Classify_ByIds_AgreesWithTheProfilesThemselves()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = InfluenceClient.Connect(server.Address);
        await foreach (var chunk in client.UpsertProfilesAsync(Profiles()).WithTimeout(Patience))
        {
            Assert.Null(chunk.Refusal);
        }

        var options = new ClassifyStreamOptions { Schemes = new TierSchemeSelection { SchemeIds = { "harvard-media", "iab-uk" } }, BoundaryMargins = true };
        List<(int, int, float, string?)> byProfile = [];
        await foreach (var chunk in client.ClassifyAsync(Profiles(), profile => profile, options).WithTimeout(Patience))
        {
            byProfile.AddRange(chunk.Items.Select((_, i) => (chunk.OrdinalOf(0, i), chunk.OrdinalOf(1, i), chunk.MarginOf(0, i), chunk.ErrorOf(i)?.Reason)));
            Assert.Equal(DataStatus.Inline, chunk.DataStatusOf(0));
        }

        List<(int, int, float, string?)> byId = [];
        List<DataStatus> statuses = [];
        await foreach (var chunk in client.ClassifyAsync(Profiles().Append(Profile("none", 1)), profile => profile.CreatorId, options).WithTimeout(Patience))
        {
            byId.AddRange(chunk.Items.Select((_, i) => (chunk.OrdinalOf(0, i), chunk.OrdinalOf(1, i), chunk.MarginOf(0, i), chunk.ErrorOf(i)?.Reason)));
            statuses.AddRange(chunk.Items.Select((_, i) => chunk.DataStatusOf(i)));
        }

        Assert.Equal([.. byProfile, (0, 0, float.NaN, "CREATOR_NOT_FOUND")], byId);
        Assert.Equal([.. Enumerable.Repeat(DataStatus.Present, Count), DataStatus.NotFound], statuses);
    }

    private static async Task<List<(UpsertOutcome Outcome, string Reason)>> OutcomesAsync(InfluenceClient client, params CreatorProfile[] profiles)
    {
        List<(UpsertOutcome, string)> outcomes = [];
        await foreach (var chunk in client.UpsertProfilesAsync(profiles).WithTimeout(Patience))
        {
            outcomes.AddRange(chunk.Items.Select((_, i) => (chunk.OutcomeOf(i), chunk.ErrorOf(i)?.Reason ?? "")));
        }

        return outcomes;
    }

    private static CreatorProfile Profile(string id, ulong version) => new() { CreatorId = id, Version = version, Followers = 3000 };

    private static IEnumerable<CreatorProfile> Profiles() => Enumerable.Range(0, Count).Select(i => new CreatorProfile
    {
        CreatorId = $"c{i}",
        Version = 2,
        Followers = (ulong)i * 37,
        Platform = Platform.Tiktok,
        Topics = { [$"sport/n{i % 50}"] = 0.5f },
    });
}
