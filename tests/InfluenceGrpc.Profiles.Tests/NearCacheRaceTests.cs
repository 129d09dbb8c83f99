using System.Collections.Concurrent;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>Readers and writers at once: who begins to read after a write was acknowledged sees it or a later one.</summary>
public sealed class NearCacheRaceTests
{
    private const int Creators = 8;
    private const int WritesEach = 4_000;
    private const int Readers = 3;

    private readonly NearCacheLease lease = new(TimeProvider.System);
    private readonly ConcurrentDictionary<string, StoredProfile> store = new(StringComparer.Ordinal);
    private readonly ulong[] acknowledged = new ulong[Creators];
    private readonly NearCache cache;

    public NearCacheRaceTests() => cache = new(64 * 1024, TimeSpan.FromHours(1), lease, TimeProvider.System);

    [Fact]
    public async Task Find_WhileOthersWrite_NeverGivesWhatAnAcknowledgedWriteReplaced()
    {
        lease.HoldForever();
        var writing = Task.WhenAll(Enumerable.Range(0, Creators).Select(creator => Task.Run(() => Write(creator))));
        var reading = Enumerable.Range(0, Readers).Select(seed => Task.Run(() => Read(new Random(seed), writing)));

        await Task.WhenAll(reading.Append(writing)).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(cache.Counts.Hits > 0, "Nothing was ever found, so nothing was tested.");
        Assert.All(Enumerable.Range(0, Creators), creator => Assert.Equal((ulong)WritesEach, acknowledged[creator]));
    }

    private static string Id(int creator) => $"creator-{creator}";

    private void Write(int creator)
    {
        for (var version = 1UL; version <= WritesEach; version++)
        {
            store[Id(creator)] = SampleProfiles.Minimal(Id(creator), version).Stored();
            cache.Invalidate(Id(creator));
            Volatile.Write(ref acknowledged[creator], version);
        }
    }

    private void Read(Random random, Task writing)
    {
        while (!writing.IsCompleted)
        {
            var creator = random.Next(Creators);
            var atLeast = Volatile.Read(ref acknowledged[creator]);
            var found = cache.Find(Id(creator)) ?? ReadStore(Id(creator), random.Next(2) == 0 ? StoreLane.Unary : StoreLane.Bulk);
            Assert.True((found?.Version ?? 0) >= atLeast, $"{found?.Version} was found after {atLeast} was acknowledged.");
        }
    }

    private StoredProfile? ReadStore(string id, StoreLane lane)
    {
        var ticket = cache.Ticket(id);
        if (!store.TryGetValue(id, out var profile))
        {
            return null;
        }

        // Gives the writers their chance between the store's answer and the fill.
        Thread.Yield();
        cache.Fill(id, profile, ticket, lane);
        return profile;
    }
}
