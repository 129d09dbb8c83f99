using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Testing;
using Xunit.Abstractions;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>The bytes that the near cache accounts for are the bytes that it takes.</summary>
[Collection(nameof(MeasuredMemory))]
public sealed class NearCacheMemoryTests(ITestOutputHelper output)
{
    // With 100,000 in 32 shards their tables have just doubled; 190,000 nearly fill them.
    [Theory]
    [InlineData(100_000, false, false)]
    [InlineData(190_000, false, false)]
    [InlineData(100_000, true, false)]
    [InlineData(100_000, false, true)]
    [InlineData(50_000, true, true)]
    public void Bytes_OfManyEntries_AreThoseInMemory(int entries, bool full, bool areDecoded)
    {
        var lease = new NearCacheLease(TimeProvider.System);
        lease.HoldForever();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var cache = new NearCache(256 * 1024 * 1024, TimeSpan.FromHours(1), lease, TimeProvider.System);
        for (var i = 0; i < entries; i++)
        {
            var id = $"creator-{i:D9}";
            var profile = full ? SampleProfiles.Full(id, 1) : SampleProfiles.Minimal(id, 1);
            cache.Fill(id, profile.Stored(), cache.Ticket(id), StoreLane.Unary);
            if (areDecoded)
            {
                Assert.Same(cache.Find(id)!.Decode(new string(id)), cache.Find(id)!.Decoded);
            }
        }

        var taken = GC.GetTotalMemory(forceFullCollection: true) - before;

        var counts = cache.Counts;
        output.WriteLine($"{taken / entries} bytes an entry, {counts.Bytes / entries} accounted for");
        Assert.Equal(entries, counts.Entries);
        Assert.NotNull(cache.Find("creator-000000001"));
        Assert.InRange(taken, counts.Bytes * 0.9, counts.Bytes * 1.1);
    }

    [Fact]
    public void Find_HitOrMiss_AllocatesNothing()
    {
        var lease = new NearCacheLease(TimeProvider.System);
        lease.HoldForever();
        var cache = new NearCache(1024 * 1024, TimeSpan.FromHours(1), lease, TimeProvider.System);
        cache.Fill("creator", SampleProfiles.Full("creator", 1).Stored(), cache.Ticket("creator"), StoreLane.Unary);

        var found = new StoredProfile?[2];
        using var ids = new CreatorIdList(["creator", "stranger"]);

        Assert.Equal(0, Allocated.By(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                cache.Find(ids, 0, found, StoreLane.Unary);
                cache.FindDegraded("creator");
                cache.Ticket("creator");
            }
        }));
        Assert.Equal(cache.Counts.Hits, cache.Counts.Misses);
        Assert.InRange(cache.Counts.Hits, 2_000, long.MaxValue);
    }
}
