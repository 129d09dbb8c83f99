using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>The near cache of some of the creators: one lock for all who change it, none for who looks. Why it is safe: <see cref="NearCache"/>.</summary>
internal sealed class NearCacheShard
{
    private readonly Lock gate = new();
    private readonly NearCacheTable entries = new();
    private readonly NearCachePart main;
    private readonly NearCachePart bulk;
    private readonly int[] invalidations;

    /// <param name="maxBytes">Most bytes of all its entries.</param>
    /// <param name="maxBulkBytes">Most of them for what only the bulk lane has asked for.</param>
    /// <param name="stripes">Counters of invalidations; a power of 2.</param>
    public NearCacheShard(long maxBytes, long maxBulkBytes, int stripes)
    {
        main = new(maxBytes - maxBulkBytes);
        bulk = new(maxBulkBytes);
        invalidations = new int[stripes];
    }

    /// <summary>What it holds.</summary>
    public (long Entries, long Bytes) Held
    {
        get
        {
            lock (gate)
            {
                return (entries.Count, main.Bytes + bulk.Bytes);
            }
        }
    }

    /// <summary>How often creators of a hash's stripe were invalidated.</summary>
    public int Invalidations(uint hash) => Volatile.Read(ref Stripe(hash));

    /// <summary>Fetches what a search for a creator looks at first.</summary>
    public void Fetch(uint hash) => entries.Fetch(hash);

    /// <summary>An entry that is most likely the creator's; null where there is none. Takes no lock.</summary>
    public NearCacheEntry? Likely(uint hash) => entries.Likely(hash);

    /// <summary>The creator's entry; null where there is none. Takes no lock.</summary>
    public NearCacheEntry? Find(ReadOnlySpan<char> creatorId, uint hash) => entries.Find(creatorId, hash);

    /// <summary>The profile, if it was filled after a timestamp.</summary>
    public StoredProfile? FindDegraded(string creatorId, long filledAfter)
    {
        // A search beside a change may overlook it, and nobody else answers this.
        lock (gate)
        {
            return entries.Find(creatorId, NearCacheEntry.HashOf(creatorId)) is { } entry && entry.IsFilledAfter(filledAfter) ? entry.Profile : null;
        }
    }

    /// <summary>An entry answers a question.</summary>
    public void Use(NearCacheEntry entry, StoreLane lane)
    {
        if (entry.Part == bulk && lane == StoreLane.Unary)
        {
            MoveToMain(entry);
        }
        else if ((entry.Part == bulk || lane == StoreLane.Unary) && !entry.IsUsed)
        {
            // A stream through everything would else mark everything, and then nothing is told apart. What is marked is
            // not marked again: a write would take the memory away from the other cores' caches.
            entry.IsUsed = true;
        }
    }

    /// <summary>Keeps an entry, unless its creator was invalidated since the ticket or what is there has a higher version.</summary>
    /// <param name="entry">What to keep.</param>
    /// <param name="ticket">Taken before the store was asked.</param>
    /// <param name="answersAfter">What was filled before this timestamp answers nobody any more, whatever its version.</param>
    /// <param name="lane">Who asked.</param>
    public void Fill(NearCacheEntry entry, FillTicket ticket, long answersAfter, StoreLane lane)
    {
        lock (gate)
        {
            if (Stripe(entry.Hash) != ticket.Invalidations)
            {
                return;
            }

            // A stream that refreshes what the unary lane made its own does not take it away from there.
            var into = lane == StoreLane.Unary ? main : bulk;
            if (entries.Find(entry.CreatorId, entry.Hash) is { } old)
            {
                if (old.Profile.Version > entry.Profile.Version && old.IsFilledAfter(answersAfter))
                {
                    return;
                }

                into = old.Part == main ? main : into;
                entry.IsUsed = old.IsUsed;
                Remove(old);
            }

            if (into.Takes(entry.Size))
            {
                Add(entry, into);
                entries.Add(entry);
                entry.Profile.KeptBy(this);
            }
        }
    }

    /// <summary>Keeps a profile decoded, if it is kept itself and there is room.</summary>
    public void Keep(StoredProfile profile, CreatorProfile decoded)
    {
        var bytes = DecodedSize.Of(decoded);
        lock (gate)
        {
            if (profile.Decoded is null
                && entries.Find(decoded.CreatorId, NearCacheEntry.HashOf(decoded.CreatorId)) is { } entry
                && ReferenceEquals(entry.Profile, profile)
                && entry.Part is { } part
                && part.Takes(entry.Size + bytes))
            {
                // Out and in again, so that it is not what makes room for itself.
                part.Remove(entry);
                entry.Grow(bytes);
                Add(entry, part);
                profile.KeepDecoded(decoded);
            }
        }
    }

    /// <summary>Outdates the open tickets of a hash's stripe and takes the creator's entry out.</summary>
    public void Invalidate(string creatorId, uint hash)
    {
        lock (gate)
        {
            Stripe(hash)++;
            if (entries.Find(creatorId, hash) is { } entry)
            {
                Remove(entry);
            }
        }
    }

    // The shard was picked by the hash's low bits; the high ones are as good as new here.
    private ref int Stripe(uint hash) => ref invalidations[(hash >> 16) & (uint)(invalidations.Length - 1)];

    private void MoveToMain(NearCacheEntry entry)
    {
        lock (gate)
        {
            if (entry.Part == bulk)
            {
                bulk.Remove(entry);
                entry.IsUsed = true;
                Add(entry, main);
            }
        }
    }

    private void Add(NearCacheEntry entry, NearCachePart part)
    {
        while (!part.HasRoomFor(entry.Size))
        {
            Remove(part.NextToGo());
        }

        part.Add(entry);
    }

    private void Remove(NearCacheEntry entry)
    {
        entries.Remove(entry);
        entry.Part!.Remove(entry);
    }
}
