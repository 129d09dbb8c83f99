namespace InfluenceGrpc.Server.Profiles;

/// <summary>A share of a shard's bytes with its own order of who goes first. Guarded by its shard's lock.</summary>
/// <remarks>
/// CLOCK: entries lie in a ring in the order in which they came, and the hand goes round; what was hit since the hand
/// last came by is spared once, everything else goes. It keeps what is asked for again and again nearly as well as a
/// strict order of use does, and a hit sets one flag where that would relink a list. S3-FIFO resists scans better, but
/// scans come in the bulk lane, which has a part of its own.
/// </remarks>
internal sealed class NearCachePart(long maxBytes)
{
    /// <summary>
    /// Most entries spared before one goes, hit or not. It bounds the time that one fill may hold the lock where
    /// everything was hit since the last round to some ten microseconds, and costs such a set one entry in a thousand.
    /// </summary>
    public const int MaxSpared = 1_000;

    private NearCacheEntry? hand;

    /// <summary>Bytes of all entries.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether an entry of a size can be here at all.</summary>
    public bool Takes(int size) => size <= maxBytes;

    /// <summary>Whether there is room for one more of a size.</summary>
    public bool HasRoomFor(int size) => Bytes + size <= maxBytes;

    /// <summary>Adds an entry as the last to go. There is room for it, and it is in no part.</summary>
    public void Add(NearCacheEntry entry)
    {
        entry.Part = this;
        Bytes += entry.Size;
        if (hand is null)
        {
            hand = entry.Next = entry.Previous = entry;
            return;
        }

        entry.Next = hand;
        entry.Previous = hand.Previous;
        entry.Previous!.Next = entry;
        hand.Previous = entry;
    }

    /// <summary>Takes an entry of this part out.</summary>
    public void Remove(NearCacheEntry entry)
    {
        Bytes -= entry.Size;
        entry.Previous!.Next = entry.Next;
        entry.Next!.Previous = entry.Previous;
        if (hand == entry)
        {
            hand = entry.Next == entry ? null : entry.Next;
        }

        entry.Part = null;
        entry.Next = entry.Previous = null;
    }

    /// <summary>The entry that goes first; it is still in. There is one.</summary>
    public NearCacheEntry NextToGo()
    {
        for (var spared = 0; spared < MaxSpared && hand!.IsUsed; spared++)
        {
            hand.IsUsed = false;
            hand = hand.Next;
        }

        return hand!;
    }
}
