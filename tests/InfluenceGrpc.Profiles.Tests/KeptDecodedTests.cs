using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>A profile that the near cache keeps is decoded once, as long as there is room for it.</summary>
public sealed class KeptDecodedTests
{
    private const string Id = "creator";

    private readonly NearCacheLease lease = new(TimeProvider.System);
    private readonly NearCache cache;

    public KeptDecodedTests()
    {
        lease.HoldForever();
        cache = NewCache(1024 * 1024);
    }

    [Fact]
    public void Decode_Kept_IsDecodedOnceAndCounted()
    {
        Fill(cache, Id);
        var before = cache.Counts.Bytes;

        var decoded = cache.Find(Id)!.Decode(Id);

        Assert.Same(decoded, cache.Find(Id)!.Decode(Id));
        Assert.Same(decoded, cache.Find(Id)!.Decoded);
        Assert.Equal(before + DecodedSize.Of(decoded!), cache.Counts.Bytes);
        cache.Invalidate(Id);
        Assert.Equal(0, cache.Counts.Bytes);
    }

    // Long keys, of which there is no end, are each profile's own.
    [Fact]
    public void Decode_KeysThatManyHave_AreShared()
    {
        var longKey = new string('x', 65);
        var stored = SampleProfiles.Checked(new() { CreatorId = Id, Topics = [new("sport/running", 0.5f), new(longKey, 0.25f)] }).Stored();

        var (one, other) = (stored.Decode(Id)!.Topics!, stored.Decode(Id)!.Topics!);

        Assert.Equal(["sport/running", longKey], one.Keys.ToArray());
        Assert.Same(one.Keys[0], other.Keys[0]);
        Assert.NotSame(one.Keys[1], other.Keys[1]);
        Assert.Equal([true, false], one.Keys.ToArray().Select(SharedKeys.IsShared));
    }

    [Fact]
    public void Decode_KeptByNobody_IsDecodedEachTime()
    {
        var stored = SampleProfiles.Full(Id, 1).Stored();

        Assert.NotSame(stored.Decode(Id), stored.Decode(Id));
        Assert.Null(stored.Decoded);
    }

    // Whoever found it goes on with it, and nothing of it is counted or comes back.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decode_NoLongerKept_KeepsNothing(bool isReplaced)
    {
        Fill(cache, Id);
        var found = cache.Find(Id)!;
        cache.Invalidate(Id);
        if (isReplaced)
        {
            Fill(cache, Id, version: 2);
        }

        var before = cache.Counts.Bytes;
        Assert.NotNull(found.Decode(Id));
        Assert.Null(found.Decoded);
        Assert.Null(cache.Find(Id)?.Decoded);
        Assert.Equal(before, cache.Counts.Bytes);
    }

    [Fact]
    public void Decode_AllThatFit_MakesRoomAndKeepsWithinItsBytes()
    {
        const int Bytes = 64 * 1024;
        var small = NewCache(Bytes);
        for (var i = 0; i < 200; i++)
        {
            Fill(small, $"{Id}-{i}");
        }

        var full = small.Counts.Entries;
        var last = 0;
        for (var i = 0; i < 200; i++)
        {
            if (small.Find($"{Id}-{i}") is { } found && found.Decode($"{Id}-{i}") is not null)
            {
                last = i;
                Assert.NotNull(found.Decoded);
            }

            Assert.InRange(small.Counts.Bytes, 1, Bytes);
        }

        Assert.NotNull(small.Find($"{Id}-{last}"));
        Assert.InRange(small.Counts.Entries, 2, full - 1);
    }

    [Fact]
    public void Decode_LargerThanAll_IsNotKept()
    {
        var profile = SampleProfiles.Full(Id, 1);
        var small = NewCache((profile.Stored().Bytes.Length + NearCacheEntry.OverheadBytes + 100) * NearCache.BulkShare / (NearCache.BulkShare - 1));
        Fill(small, Id);

        Assert.NotNull(small.Find(Id)!.Decode(Id));
        Assert.Null(small.Find(Id)!.Decoded);
    }

    private NearCache NewCache(long bytes) => new(bytes, TimeSpan.FromHours(1), lease, TimeProvider.System);

    private static void Fill(NearCache into, string id, ulong version = 1) =>
        into.Fill(id, SampleProfiles.Full(id, version).Stored(), into.Ticket(id), StoreLane.Unary);
}
