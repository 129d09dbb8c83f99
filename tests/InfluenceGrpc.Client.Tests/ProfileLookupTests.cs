using Influence.V1;
using InfluenceGrpc.Client.Tests.Scripted;

namespace InfluenceGrpc.Client.Tests;

/// <summary>Look-ups by stream, whose answers come in parts.</summary>
public sealed class ProfileLookupTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private ScriptedServer server = null!;

    public async Task InitializeAsync()
    {
        server = await ScriptedServer.StartAsync();
        for (var i = 0; i < 100; i += 2)
        {
            server.Profiles.Store[$"c{i}"] = new CreatorProfile { CreatorId = $"c{i}", Followers = (ulong)i };
        }
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    // Parts of 4 rows, chunks of 10: three parts a chunk. Cuts fall before, amid and after the parts of a chunk.
    [Theory]
    [InlineData()]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4, 2, 5)]
    public async Task Lookup_AnswersInParts_AnswersEachIdOnce(params int[] cuts)
    {
        server.Profiles.CutAfter(cuts);
        using var client = server.Connect();

        var lookup = client.LookupProfilesAsync(Enumerable.Range(0, 95).Select(i => $"c{i}"));
        var at = 0;
        await foreach (var chunk in lookup.WithTimeout(Patience))
        {
            for (var i = 0; i < chunk.Items.Count; i++, at++)
            {
                Assert.Equal($"c{at}", chunk.Items[i]);
                Assert.Equal(at % 2 == 0 ? (ulong?)at : null, chunk.ProfileOf(i)?.Followers);
                Assert.Equal(at % 2 == 0 ? DataStatus.Present : DataStatus.NotFound, chunk.DataStatusOf(i));
                Assert.Null(chunk.ErrorOf(i));
            }
        }

        Assert.Equal((95, cuts.Length, 95L), (at, lookup.Totals.Retries, lookup.Totals.Ok));
    }

    [Fact]
    public async Task Lookup_StoreGoesAndComesBack_AsksAgain()
    {
        var outages = 2;
        server.Profiles.Outage = id => id == "c14" && outages-- > 0 ? "PROFILE_STORE_UNAVAILABLE" : null;
        using var client = server.Connect();

        var lookup = client.LookupProfilesAsync(["c12", "c13", "c14"]);
        await foreach (var chunk in lookup.WithTimeout(Patience))
        {
            Assert.Equal([12UL, null, 14UL], Enumerable.Range(0, 3).Select(i => chunk.ProfileOf(i)?.Followers));
        }

        Assert.Equal((2L, 3L), (lookup.Totals.Retries, lookup.Totals.Ok));
    }

    // The attempts are used up once, on the first chunk; the others are not waited for.
    [Fact]
    public async Task Lookup_StoreStaysAway_AnswersItemsAsFailedWithoutWaitingForEachChunk()
    {
        server.Profiles.Outage = _ => "PROFILE_STORE_UNAVAILABLE";
        using var client = server.Connect(retry => retry.StoreAttemptsWithoutProgress = 3);

        var lookup = client.LookupProfilesAsync(Enumerable.Range(0, 50).Select(i => $"c{i}"));
        await foreach (var chunk in lookup.WithTimeout(Patience))
        {
            Assert.Equal((10, "PROFILE_STORE_UNAVAILABLE"), (chunk.FailedCount, chunk.ErrorOf(9)?.Reason));
            Assert.Equal((null, DataStatus.Unspecified), (chunk.ProfileOf(0), chunk.DataStatusOf(0)));
        }

        Assert.Equal((50L, 2L, true), (lookup.Totals.Failed, lookup.Totals.Retries, lookup.Totals.Complete));
    }

    [Fact]
    public async Task Classify_Ids_AreSentAsIdsWithReadOptions()
    {
        using var client = server.Connect();
        var read = new ReadOptions { AllowStale = true };
        var options = new ClassifyStreamOptions { Read = read };
        List<(string Id, int Ordinal, DataStatus Status, string? Error)> answered = [];

        await foreach (var chunk in client.ClassifyAsync(["c4", "none"], id => id, options).WithTimeout(Patience))
        {
            answered.AddRange(chunk.Items.Select((id, i) => (id, chunk.OrdinalOf(0, i), chunk.DataStatusOf(i), chunk.ErrorOf(i)?.Reason)));
        }

        Assert.Equal([("c4", Script.OrdinalOf(4), DataStatus.Present, null), ("none", 0, DataStatus.NotFound, "CREATOR_NOT_FOUND")], answered);
        Assert.Equal(read, Assert.Single(server.Script.Configs).ReadOptions);
    }
}
