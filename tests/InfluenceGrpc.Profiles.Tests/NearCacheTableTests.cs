using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>Where entries stand: whatever comes and goes, who is there is found, and nobody else.</summary>
public sealed class NearCacheTableTests
{
    private static readonly StoredProfile AnyProfile = SampleProfiles.Minimal("creator", 1).Stored();

    [Theory]
    [InlineData(10, 0)]
    [InlineData(12, 1)]
    [InlineData(50, 2)]
    [InlineData(1_000, 3)]
    public void AddAndRemove_AnyOrder_FindsWhoIsThere(int creators, int seed)
    {
        var table = new NearCacheTable();
        var there = new Dictionary<string, NearCacheEntry>(StringComparer.Ordinal);
        var ids = Enumerable.Range(0, creators).Select(creator => $"creator-{creator}").ToArray();
        var random = new Random(seed);
        for (var step = 0; step < 300; step++)
        {
            for (var changed = 0; changed <= creators / 10; changed++)
            {
                var id = ids[random.Next(creators)];
                if (there.Remove(id, out var entry))
                {
                    table.Remove(entry);
                }
                else
                {
                    table.Add(there[id] = Entry(id));
                }
            }

            Assert.Equal(there.Count, table.Count);
            Assert.All(ids, id => Assert.Same(there.GetValueOrDefault(id), table.Find(id, NearCacheEntry.HashOf(id))));
        }
    }

    // Some 400,000 ids have a few pairs that the hash does not tell apart.
    [Fact]
    public void Find_CreatorsOfOneHash_FindsEach()
    {
        var (one, other) = Pair();
        var lease = new NearCacheLease(TimeProvider.System);
        lease.HoldForever();
        var cache = new NearCache(1024 * 1024, TimeSpan.FromHours(1), lease, TimeProvider.System);
        Fill(cache, one, 1);
        Assert.Null(cache.Find(other));
        Fill(cache, other, 2);

        Assert.Equal([1UL, 2UL], new[] { one, other }.Select(id => cache.Find(id)!.Version));
        cache.Invalidate(one);
        Assert.Null(cache.Find(one));
        Assert.Equal(2UL, cache.Find(other)!.Version);
        Assert.Null(cache.Find("nobody"));
    }

    [Fact]
    public void Find_CreatorsOfOneHashAndOneIsStale_FindsTheOther()
    {
        var (one, other) = Pair();
        var clock = new HandSetClock();
        var lease = new NearCacheLease(clock);
        lease.HoldForever();
        var cache = new NearCache(1024 * 1024, TimeSpan.FromHours(1), lease, clock);
        Fill(cache, one, 1);
        clock.Advance(TimeSpan.FromMinutes(61));
        Fill(cache, other, 2);

        Assert.Null(cache.Find(one));
        Assert.Equal(2UL, cache.Find(other)!.Version);
        clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Null(cache.Find(other));
    }

    // Who looks holds no lock: it may overlook who is moved, and never takes one for another or finds who has gone.
    [Fact]
    public async Task Find_WhileOthersComeAndGo_FindsNobodyElse()
    {
        const int Rounds = 400;
        var ids = Enumerable.Range(0, 500).Select(creator => $"creator-{creator}").ToArray();
        var entries = Array.ConvertAll(ids, Entry);
        var stays = ids.Length / 10;
        var table = new NearCacheTable();
        Array.ForEach(entries[..stays], table.Add);
        var writing = Task.Run(() =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                Array.ForEach(entries[stays..], table.Add);
                Array.ForEach(entries[stays..], table.Remove);
                Assert.All(ids[stays..], id => Assert.Null(table.Find(id, NearCacheEntry.HashOf(id))));
            }
        });

        var (found, asked) = (0, 0);
        while (!writing.IsCompleted)
        {
            for (var creator = 0; creator < ids.Length; creator++)
            {
                var entry = table.Find(ids[creator], entries[creator].Hash);
                Assert.True(entry is null || ReferenceEquals(entry, entries[creator]), "Another creator was found.");
                found += creator < stays && entry is not null ? 1 : 0;
                asked += creator < stays ? 1 : 0;
            }
        }

        await writing;
        Assert.InRange(found, asked * 0.5, asked);
        Assert.All(ids[..stays], id => Assert.NotNull(table.Find(id, NearCacheEntry.HashOf(id))));
    }

    private static (string One, string Other) Pair()
    {
        var known = new Dictionary<uint, string>();
        for (var creator = 0; ; creator++)
        {
            var id = $"creator-{creator}";
            if (!known.TryAdd(NearCacheEntry.HashOf(id), id))
            {
                return (known[NearCacheEntry.HashOf(id)], id);
            }
        }
    }

    private static NearCacheEntry Entry(string id) => new(id, AnyProfile, default);

    private static void Fill(NearCache cache, string id, ulong version) =>
        cache.Fill(id, SampleProfiles.Minimal(id, version).Stored(), cache.Ticket(id), StoreLane.Unary);
}
