using System.Globalization;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>min_replicas: what is answered as written is on that many replicas; what is not, says so.</summary>
[Trait("Needs", "tools")]
public sealed class ReplicaTests : IAsyncLifetime
{
    private static readonly string[] Ids = ["a", "b", "c"];

    private RedisServer master = null!;
    private RedisServer replica = null!;
    private RunningServer server = null!;

    public async Task InitializeAsync()
    {
        master = await RedisServer.StartAsync();
        replica = await RedisServer.StartAsync();
        await replica.AskAsync("REPLICAOF", "127.0.0.1", master.Port.ToString(CultureInfo.InvariantCulture));

        // The master counts a replica only from its first sign of life on, which comes after the replica is up.
        await Until.TrueAsync(
            async () => (await master.AskTextAsync("INFO", "replication")).Contains("state=online", StringComparison.Ordinal), "the replica follows");
        server = await RunningServer.StartAsync("--store", master.Address, "--Redis:Timeout", "00:00:02", "--Redis:BulkTimeout", "00:00:02");
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await replica.DisposeAsync();
        await master.DisposeAsync();
    }

    [Fact]
    public async Task StreamUpsertProfiles_ReplicaPaused_FailsItemsAndHoldsTheResumePointBackUntilSentAgain()
    {
        using (var import = new ImportStream(server.Channel, minReplicas: 1))
        {
            Assert.Equal(1ul, (await import.WriteAsync(1, ProfileCalls.Of(Ids))).ResumeAfter);
            await replica.PauseAsync();
            var behind = await import.WriteAsync(2, ProfileCalls.Of(Ids, version: 2));
            AssertNotReached(behind.Upserts);
            Assert.Equal(1ul, behind.ResumeAfter);
            await replica.ResumeAsync();
            await Until.TrueAsync(async () => (await new ProfileCalls(server.Channel).UpsertAsync(ProfileCalls.Of(["x"]), 1)).Errors.Count == 0, "the replica is back");

            // What comes after the gap does not close it.
            var later = await import.WriteAsync(3, ProfileCalls.Of(["d"]));
            Assert.Equal([UpsertOutcome.Applied], later.Upserts.Outcomes);
            Assert.Equal(1ul, later.ResumeAfter);
        }

        using var again = new ImportStream(server.Channel, minReplicas: 1);
        var retried = await again.WriteAsync(2, ProfileCalls.Of(Ids, version: 2));
        Assert.Empty(retried.Upserts.Errors);
        Assert.All(retried.Upserts.Outcomes, outcome => Assert.Equal(UpsertOutcome.Unchanged, outcome));
        Assert.Equal(2ul, retried.ResumeAfter);
        Assert.Equal(5L, await replica.AskAsync("DBSIZE"));
    }

    [Fact]
    public async Task UpsertProfiles_ReplicaPaused_FailsItemsAndSucceedsWhenSentAgain()
    {
        var calls = new ProfileCalls(server.Channel);
        await replica.PauseAsync();
        AssertNotReached(await calls.UpsertAsync(ProfileCalls.Of(Ids), minReplicas: 1));

        // Nobody else waits for the replica.
        Assert.Empty((await calls.UpsertAsync(ProfileCalls.Of(["e"]))).Errors);
        Assert.All(await calls.AllAsync(Ids), profile => Assert.Equal(1ul, profile.Version));
        await replica.ResumeAsync();
        await Until.TrueAsync(async () => (await calls.UpsertAsync(ProfileCalls.Of(Ids), minReplicas: 1)).Errors.Count == 0, "sent again, it is on the replica");
        Assert.Equal(4L, await replica.AskAsync("DBSIZE"));
    }

    private static void AssertNotReached(UpsertColumns upserts)
    {
        var errors = Assert.Single(upserts.Errors);
        Assert.Equal([0u, 1, 2], errors.Indexes);
        Assert.Equal("REPLICAS_NOT_REACHED", errors.Status.Reason());
        Assert.Equal("1", errors.Status.ReasonMetadata()["min_replicas"]);
        Assert.All(upserts.Outcomes, outcome => Assert.Equal(UpsertOutcome.Unspecified, outcome));
    }
}
