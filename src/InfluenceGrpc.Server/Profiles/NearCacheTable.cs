namespace InfluenceGrpc.Server.Profiles;

/// <summary>Entries by creator. Any number of readers beside one writer, who holds its shard's lock; readers hold none.</summary>
/// <remarks>
/// <para>
/// Open addressing with linear probing: one place is one cold line of memory, and looking for the next creator need not wait for it. That
/// is why this is no dictionary: <see cref="NearCache.Find(CreatorIdList, int, Span{StoredProfile?}, StoreLane)"/> looks at the places of
/// many creators, then at their entries, then at their ids, and the processor fetches those of one step side by side.
/// </para>
/// <para>
/// A reader may overlook an entry that the writer moves at that moment, which costs a question to the store; it finds none that was taken
/// out before it began. A place is written in two steps, so what a reader finds there is only taken for a creator whose id it has.
/// </para>
/// </remarks>
internal sealed class NearCacheTable
{
    private const int MinPlaces = 16;

    // The low bits are the shard's. 32 shards at most are told apart by these.
    private const int ShardBits = 5;

    private Place[] places = new Place[MinPlaces];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Fetches the place that a creator's entry is most likely at.</summary>
    public void Fetch(uint hash)
    {
        var seen = Volatile.Read(ref places);
        Prefetch.Of(ref seen[StartOf(hash) & (seen.Length - 1)]);
    }

    /// <summary>An entry that is most likely a creator's, its id not compared; null where there is none.</summary>
    public NearCacheEntry? Likely(uint hash)
    {
        var seen = Volatile.Read(ref places);
        var mask = seen.Length - 1;
        for (int at = StartOf(hash) & mask, looked = 0; looked <= mask; at = (at + 1) & mask, looked++)
        {
            var entry = Volatile.Read(ref seen[at].Entry);
            if (entry is null || seen[at].Hash == hash)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>The creator's entry; null where there is none.</summary>
    public NearCacheEntry? Find(ReadOnlySpan<char> creatorId, uint hash)
    {
        var seen = Volatile.Read(ref places);
        var mask = seen.Length - 1;
        for (int at = StartOf(hash) & mask, looked = 0; looked <= mask; at = (at + 1) & mask, looked++)
        {
            var entry = Volatile.Read(ref seen[at].Entry);
            if (entry is null || (seen[at].Hash == hash && entry.IsOf(creatorId)))
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Adds an entry; its creator has none.</summary>
    public void Add(NearCacheEntry entry)
    {
        // A quarter stays empty, which readers stop at.
        if (Count >= places.Length - (places.Length / 4))
        {
            Grow();
        }

        Put(places, entry);
        Count++;
    }

    /// <summary>Takes out an entry that is there.</summary>
    public void Remove(NearCacheEntry entry)
    {
        var mask = places.Length - 1;
        var at = StartOf(entry.Hash) & mask;
        while (places[at].Entry != entry)
        {
            at = (at + 1) & mask;
        }

        // Those behind it that may stand here move up, so that no search ends before them.
        for (var next = (at + 1) & mask; places[next].Entry is not null; next = (next + 1) & mask)
        {
            var home = StartOf(places[next].Hash) & mask;
            if (((next - home) & mask) >= ((next - at) & mask))
            {
                Set(ref places[at], places[next].Entry!);
                at = next;
            }
        }

        Volatile.Write(ref places[at].Entry, null);
        Count--;
    }

    private static int StartOf(uint hash) => (int)(hash >> ShardBits);

    private static void Put(Place[] into, NearCacheEntry entry)
    {
        var mask = into.Length - 1;
        var at = StartOf(entry.Hash) & mask;
        while (into[at].Entry is not null)
        {
            at = (at + 1) & mask;
        }

        Set(ref into[at], entry);
    }

    private static void Set(ref Place place, NearCacheEntry entry)
    {
        place.Hash = entry.Hash;
        Volatile.Write(ref place.Entry, entry);
    }

    private void Grow()
    {
        var grown = new Place[places.Length * 2];
        foreach (var place in places)
        {
            if (place.Entry is { } entry)
            {
                Put(grown, entry);
            }
        }

        Volatile.Write(ref places, grown);
    }

    private struct Place
    {
        public NearCacheEntry? Entry;
        public uint Hash;
    }
}
