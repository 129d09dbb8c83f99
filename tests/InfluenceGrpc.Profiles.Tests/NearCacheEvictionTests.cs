using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>What stays in the near cache when not everything can.</summary>
public sealed class NearCacheEvictionTests
{
    private const int MaxBytes = 1024 * 1024;

    private readonly NearCacheLease lease = new(new HandSetClock());

    public NearCacheEvictionTests() => lease.HoldForever();

    [Fact]
    public void Fill_MoreThanFits_KeepsWhatIsAskedForAgain()
    {
        var cache = Cache(MaxBytes);
        var hot = Ids("hot", 100);
        Fill(cache, hot, StoreLane.Unary);
        foreach (var cold in Ids("cold", 20_000))
        {
            FillOne(cache, cold, StoreLane.Unary);
            if (cold.EndsWith("00", StringComparison.Ordinal))
            {
                Assert.All(hot, id => Assert.NotNull(cache.Find(id)));
            }
        }

        Assert.InRange(cache.Counts.Bytes, MaxBytes * 0.9, MaxBytes);
        Assert.Null(cache.Find("cold-00000"));
        Assert.NotNull(cache.Find("cold-19999"));
    }

    /// <summary>One fill never goes through all of a large shard: after so many spared, one goes although it was hit.</summary>
    [Fact]
    public void Fill_LongRunOfUsedEntries_SparesNoMoreThanItsBound()
    {
        var cache = Cache(MaxBytes);
        var hot = Ids("hot", 3_000);
        Fill(cache, hot, StoreLane.Unary);
        Assert.All(hot, id => Assert.NotNull(cache.Find(id)));

        Fill(cache, Ids("cold", 100), StoreLane.Unary);

        Assert.Null(cache.Find(hot[NearCachePart.MaxSpared]));
        Assert.All(hot[..NearCachePart.MaxSpared], id => Assert.NotNull(cache.Find(id)));
    }

    [Fact]
    public void Fill_RefreshOfWhatWasAskedFor_IsSparedAllTheSame()
    {
        var cache = Cache(MaxBytes);
        var hot = Ids("hot", 100);
        Fill(cache, hot, StoreLane.Unary);
        Assert.All(hot, id => Assert.NotNull(cache.Find(id)));
        Fill(cache, hot, StoreLane.Unary);
        var (cold, next) = (Ids("cold", 20_000), 0);
        while (cache.Counts.Entries == hot.Length + next)
        {
            FillOne(cache, cold[next++], StoreLane.Unary);
        }

        Fill(cache, cold[next..(next + 200)], StoreLane.Unary);

        Assert.All(hot, id => Assert.NotNull(cache.Find(id)));
        Assert.Null(cache.Find(cold[0]));
    }

    [Fact]
    public void Fill_EverythingIsUsed_StillMakesRoom()
    {
        var cache = Cache(MaxBytes);
        foreach (var id in Ids("hot", 5_000))
        {
            FillOne(cache, id, StoreLane.Unary);
            Assert.NotNull(cache.Find(id));
        }

        Assert.InRange(cache.Counts.Bytes, MaxBytes * 0.9, MaxBytes);
    }

    /// <summary>A million ids would take the test minutes; a hundred times what fits shows the same.</summary>
    [Fact]
    public void Fill_BulkStreamThroughColdIds_EvictsNothingOfTheUnaryLane()
    {
        var cache = Cache(MaxBytes);
        var hot = Ids("hot", 2_000);
        Fill(cache, hot, StoreLane.Unary);
        var before = cache.Counts;

        Fill(cache, Ids("cold", 250_000), StoreLane.Bulk);

        Assert.All(hot, id => Assert.NotNull(cache.Find(id)));
        Assert.InRange(cache.Counts.Bytes - before.Bytes, MaxBytes / NearCache.BulkShare * 0.9, MaxBytes / NearCache.BulkShare);
    }

    [Fact]
    public void Find_UnaryHitOnABulkEntry_MakesItTheUnaryLanesOwn()
    {
        var cache = Cache(MaxBytes);
        Fill(cache, ["read by unary", "read by bulk"], StoreLane.Bulk);
        Assert.NotNull(cache.Find("read by unary"));
        Assert.NotNull(cache.Find("read by bulk", StoreLane.Bulk));

        Fill(cache, Ids("cold", 1_000), StoreLane.Bulk);

        Assert.NotNull(cache.Find("read by unary"));
        Assert.Null(cache.Find("read by bulk"));
    }

    [Fact]
    public void Fill_BulkRefreshOfAUnaryEntry_StaysTheUnaryLanesOwn()
    {
        var cache = Cache(MaxBytes);
        FillOne(cache, "hot", StoreLane.Unary);
        FillOne(cache, "hot", StoreLane.Bulk);

        Fill(cache, Ids("cold", 1_000), StoreLane.Bulk);

        Assert.NotNull(cache.Find("hot"));
    }

    /// <summary>Else a stream through all that is here would leave the hot set no better off than the rest.</summary>
    [Fact]
    public void Find_ByBulk_SparesNothingOfTheUnaryLane()
    {
        var cache = Cache(MaxBytes);
        var hot = Ids("hot", 100);
        var cold = Ids("cold", 2_000);
        Fill(cache, cold, StoreLane.Unary);
        Fill(cache, hot, StoreLane.Unary);
        Assert.All(hot, id => Assert.NotNull(cache.Find(id)));
        Assert.All(cold, id => Assert.NotNull(cache.Find(id, StoreLane.Bulk)));

        Fill(cache, Ids("more", 2_972), StoreLane.Unary);

        Assert.All(hot, id => Assert.NotNull(cache.Find(id)));
        Assert.All(cold, id => Assert.Null(cache.Find(id)));
    }

    [Fact]
    public void Fill_LargerThanItsShare_IsNotKeptAndTakesTheOldOut()
    {
        var cache = Cache(16 * 700);
        FillOne(cache, "creator", StoreLane.Bulk);
        Assert.NotNull(cache.Find("creator", StoreLane.Bulk));

        cache.Fill("creator", SampleProfiles.Full("creator", 2).Stored(), cache.Ticket("creator"), StoreLane.Bulk);

        Assert.Null(cache.Find("creator"));
        Assert.Equal((0, 0), (cache.Counts.Entries, cache.Counts.Bytes));
    }

    /// <summary>Any order of everything that can be done, with caches from none to a few entries.</summary>
    [Fact]
    public void Counts_AfterAnything_StayWithinBoundsAndAddUp() =>
        Prop.ForAll(
            (from maxBytes in Gen.Elements(0, 400, 3_000, 20_000)
             from steps in (from what in Gen.Choose(0, 4) from id in Gen.Choose(0, 30) from version in Gen.Choose(0, 3) select (what, id, version)).ListOf(200)
             select (maxBytes, steps)).ToArbitrary(),
            input =>
            {
                var cache = Cache(input.maxBytes);
                var last = cache.Counts;
                foreach (var (what, id, version) in input.steps)
                {
                    Take(cache, what, $"creator-{id}", (ulong)version);
                    var counts = cache.Counts;
                    Assert.InRange(counts.Bytes, 0, input.maxBytes);
                    Assert.True(counts.Hits >= last.Hits && counts.Misses >= last.Misses && (counts.Bytes == 0) == (counts.Entries == 0));
                    last = counts;
                }

                for (var id = 0; id <= 30; id++)
                {
                    cache.Invalidate($"creator-{id}");
                }

                return cache.Counts.Bytes == 0 && cache.Counts.Entries == 0;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static void Take(NearCache cache, int what, string id, ulong version)
    {
        switch (what)
        {
            case 0:
                cache.Find(id);
                break;
            case 1:
                cache.Find(id, StoreLane.Bulk);
                break;
            case 2:
                cache.Invalidate(id);
                break;
            default:
                CreatorProfile profile = version % 2 == 0 ? SampleProfiles.Minimal(id, version) : SampleProfiles.Full(id, version);
                cache.Fill(id, profile.Stored(), cache.Ticket(id), what == 3 ? StoreLane.Unary : StoreLane.Bulk);
                break;
        }
    }

    private static string[] Ids(string name, int count) => [.. Enumerable.Range(0, count).Select(i => $"{name}-{i:D5}")];

    private static void Fill(NearCache cache, IEnumerable<string> ids, StoreLane lane)
    {
        foreach (var id in ids)
        {
            FillOne(cache, id, lane);
        }
    }

    private static void FillOne(NearCache cache, string id, StoreLane lane) =>
        cache.Fill(id, SampleProfiles.Minimal(id, 1).Stored(), cache.Ticket(id), lane);

    private NearCache Cache(long maxBytes) => new(maxBytes, TimeSpan.FromHours(1), lease, new HandSetClock());
}
