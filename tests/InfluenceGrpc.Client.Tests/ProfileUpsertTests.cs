using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Client.Tests.Scripted;

namespace InfluenceGrpc.Client.Tests;

/// <summary>Writes by stream: outcomes, the watermark, and a store that goes away and comes back.</summary>
public sealed class ProfileUpsertTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private ScriptedServer server = null!;

    public async Task InitializeAsync() => server = await ScriptedServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task Upsert_Profiles_TellsAnOutcomeEach()
    {
        server.Profiles.Store["c2"] = new CreatorProfile { CreatorId = "c2", Version = 1 };
        server.Profiles.Store["c3"] = new CreatorProfile { CreatorId = "c3", Version = 9 };
        using var client = server.Connect();

        var upsert = client.UpsertProfilesAsync([Profile("c1"), Profile("c2"), Profile("c3"), Profile("bad")], new UpsertStreamOptions { MinReplicas = 2 });
        var chunk = Assert.Single(await AllAsync(upsert));

        Assert.Equal(
            [UpsertOutcome.Applied, UpsertOutcome.Unchanged, UpsertOutcome.Superseded, UpsertOutcome.Unspecified],
            Enumerable.Range(0, 4).Select(chunk.OutcomeOf));
        Assert.Equal([null, null, null, "INVALID_PROFILE"], Enumerable.Range(0, 4).Select(i => chunk.ErrorOf(i)?.Reason));
        Assert.Equal((4L, 3L, 1L, true), (upsert.ResumeAfter, upsert.Totals.Ok, upsert.Totals.Failed, upsert.Totals.Complete));
        Assert.Equal(2U, Assert.Single(server.Profiles.Configs).WriteOptions.MinReplicas);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Upsert_StreamIsCut_WritesEachOnceAndGoesOn(int after)
    {
        server.Profiles.CutAfter(after, after);
        using var client = server.Connect();

        var upsert = client.UpsertProfilesAsync(Profiles(95));
        var chunks = await AllAsync(upsert);

        Assert.Equal(Enumerable.Range(0, 95).Select(i => $"c{i}"), chunks.SelectMany(chunk => chunk.Items).Select(profile => profile.CreatorId));
        Assert.Equal((95L, 95, 2L), (upsert.ResumeAfter, server.Profiles.Store.Count, upsert.Totals.Retries));
    }

    // The third chunk finds the store gone in part, and twice more as a whole: only what is owed of it is sent again.
    [Theory]
    [InlineData("PROFILE_STORE_UNAVAILABLE", UpsertOutcome.Applied)]
    [InlineData("REPLICAS_NOT_REACHED", UpsertOutcome.Unchanged)]
    public async Task Upsert_StoreGoesAndComesBack_SendsAgainWhatIsOwed(string reason, UpsertOutcome outcome)
    {
        var outages = 3;
        var owed = new HashSet<string>(StringComparer.Ordinal) { "c22", "c25", "c29" };
        server.Profiles.Outage = id => owed.Contains(id) && (id != "c29" ? outages > 0 : outages-- > 0) ? reason : null;
        using var client = server.Connect();
        List<(ulong Sequence, long ResumeAfter)> told = [];
        var upsert = client.UpsertProfilesAsync(Profiles(60));

        await foreach (var chunk in upsert.WithTimeout(Patience))
        {
            told.Add((chunk.Sequence, upsert.ResumeAfter));
            Assert.Equal(0, chunk.FailedCount);
            for (var i = 0; i < chunk.Items.Count && chunk.Sequence == 3; i++)
            {
                Assert.Equal(owed.Contains(chunk.Items[i].CreatorId) ? outcome : UpsertOutcome.Applied, chunk.OutcomeOf(i));
            }
        }

        Assert.Equal(Enumerable.Range(1, 6).Select(i => ((ulong)i, i * 10L)), told);
        Assert.Equal((60, 3L, 60L), (server.Profiles.Store.Count, upsert.Totals.Retries, upsert.Totals.Ok));
        var third = server.Profiles.Seen.Where(chunk => chunk.Sequence == 3).Select(chunk => chunk.Ids.Length);
        Assert.Equal([10, 3, 3, 3], third);
    }

    [Fact]
    public async Task Upsert_StoreStaysAway_FailsWithTheItemsErrorAndKeepsTheWatermark()
    {
        server.Profiles.Outage = id => id == "c25" ? "PROFILE_STORE_UNAVAILABLE" : null;
        using var client = server.Connect(retry => retry.StoreAttemptsWithoutProgress = 4);
        var upsert = client.UpsertProfilesAsync(Profiles(60));

        var fault = await Assert.ThrowsAsync<InfluenceException>(() => AllAsync(upsert));

        Assert.Equal((StatusCode.Unavailable, "PROFILE_STORE_UNAVAILABLE"), (fault.StatusCode, fault.Reason));
        Assert.Equal((20L, 3L, false), (upsert.ResumeAfter, upsert.Totals.Retries, upsert.Totals.Complete));
        Assert.Equal([10, 1, 1, 1], server.Profiles.Seen.Where(chunk => chunk.Sequence == 3).Select(chunk => chunk.Ids.Length));
    }

    [Fact]
    public async Task Upsert_ChunkRefused_WatermarkStandsEvenAfterANewCall()
    {
        server.Profiles.Refuses = sequence => sequence == 3;
        server.Profiles.CutAfter(4);
        using var client = server.Connect();
        var upsert = client.UpsertProfilesAsync(Profiles(60));

        var chunks = await AllAsync(upsert);

        Assert.Equal((6, "TOO_MANY_BYTES"), (chunks.Count, chunks[2].Refusal?.Reason));
        Assert.Equal((20L, 10L, 1L), (upsert.ResumeAfter, upsert.Totals.Refused, upsert.Totals.Retries));
    }

    [Fact]
    public async Task Delete_MoreThanTheLimit_SplitsAndSendsAgainWhatIsOwed()
    {
        foreach (var profile in Profiles(20))
        {
            server.Profiles.Store[profile.CreatorId] = profile;
        }

        var outages = 2;
        server.Profiles.Outage = id => id == "c12" && outages-- > 0 ? "PROFILE_STORE_UNAVAILABLE" : null;
        using var client = server.Connect();
        string[] ids = [.. Enumerable.Range(0, 25).Select(i => $"c{i}")];

        var deleted = await client.DeleteProfilesAsync(ids).WaitAsync(Patience);

        Assert.Equal(ids, deleted.Select(one => one.CreatorId));
        Assert.Equal((20, 5), (deleted.Count(one => one.Outcome == DeleteOutcome.Deleted), deleted.Count(one => one.Outcome == DeleteOutcome.NotFound)));
        Assert.Equal([10, 10, 1, 1, 5], server.Profiles.Seen.Select(batch => batch.Ids.Length));
        Assert.Empty(server.Profiles.Store);
    }

    [Fact]
    public async Task Delete_StoreStaysAway_TellsTheItemsError()
    {
        server.Profiles.Outage = _ => "PROFILE_STORE_UNAVAILABLE";
        using var client = server.Connect(retry => retry.StoreAttemptsWithoutProgress = 2);

        var deleted = await client.DeleteProfilesAsync(["a"]).WaitAsync(Patience);

        Assert.Equal((DeleteOutcome.Unspecified, "PROFILE_STORE_UNAVAILABLE"), (deleted[0].Outcome, deleted[0].Error?.Reason));
    }

    [Fact]
    public async Task Delete_VersionsThatDoNotMatch_IsRefused()
    {
        using var client = server.Connect();

        await Assert.ThrowsAsync<ArgumentException>(() => client.DeleteProfilesAsync(["a", "b"], new DeleteOptions { Versions = [1] }).WaitAsync(Patience));
    }

    private static async Task<List<UpsertedChunk<T>>> AllAsync<T>(ProfileUpsert<T> upsert)
    {
        List<UpsertedChunk<T>> chunks = [];
        await foreach (var chunk in upsert.WithTimeout(Patience))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }

    private static CreatorProfile Profile(string id) => new() { CreatorId = id, Version = 1 };

    private static IEnumerable<CreatorProfile> Profiles(int count) => Enumerable.Range(0, count).Select(i => Profile($"c{i}"));
}
