using System.Numerics;
using System.Runtime.InteropServices;
using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>Profiles kept in this process, in front of the store. Bounded by bytes; thread-safe; never waits.</summary>
/// <remarks>
/// <para>Who wins which race:</para>
/// <list type="number">
/// <item>Only reads fill; a write takes the entry out and puts nothing in its place. Two writes that end in another order
/// than the store decided them therefore leave nothing wrong behind.</item>
/// <item>A read takes a ticket before it asks the store. If the creator was invalidated since, the fill is refused: the
/// store may have answered from before the write. The invalidation wins even where the store's answer had the write.</item>
/// <item>A fill that finds its ticket good is done before the invalidation takes the shard's lock; the invalidation then
/// takes out what was just filled. Check and fill are one step under that lock, and so are count and removal.</item>
/// <item>So, since a write is invalidated before its caller hears that it is done, a read that begins after that finds
/// nothing here from before the write.</item>
/// <item>Invalidations are counted by stripe, not by creator, which takes no memory for creators who are not here. One
/// creator's write may refuse another's fill: that costs one more question to the store, nothing else.</item>
/// <item>A fill is refused if the lease was dropped since the ticket, and what was filled before a drop is never found
/// again, however soon the lease is back.</item>
/// <item>What was asked for while the lease was not held is never taken for fresh, even where the lease is renewed in the
/// same epoch: nobody was sure to hear of the writes in between. It may still answer in place of a silent store.</item>
/// <item>A lower version never takes the place of a higher one that may still answer: a replica that lags cannot turn
/// time back.</item>
/// <item>Age counts from the ticket, not from the fill: a store that took long to answer gives nothing a longer life.</item>
/// <item>Who looks takes no lock. A search that begins after an entry was taken out does not find it; one beside a change may
/// overlook an entry that stays, which costs a question to the store.</item>
/// </list>
/// <para>
/// Shards, so that one lock does not become a queue: at most 32, fewer where each would have less than 4 MiB, because a
/// shard must hold a good number of the largest profiles (64 KiB) for its order of eviction to mean anything.
/// </para>
/// </remarks>
internal sealed class NearCache
{
    /// <summary>Most creators that are looked for side by side.</summary>
    public const int BlockSize = 64;

    /// <summary>Of all bytes, the share that what only streams have asked for may take is one in this many.</summary>
    public const int BulkShare = 16;

    /// <summary>How long after it was read a profile may answer in place of a silent store.</summary>
    public static readonly TimeSpan DegradedLifetime = TimeSpan.FromMinutes(10);

    private const int MaxShards = 32;
    private const long MinShardBytes = 4 * 1024 * 1024;
    private const int Stripes = 4096;

    private readonly NearCacheShard[] shards;
    private readonly NearCacheLease lease;
    private readonly TimeProvider time;
    private readonly long lifetime;
    private readonly long degradedLifetime;
    private readonly NearCacheTally tally = new();

    /// <param name="maxBytes">Most bytes of all entries, each with its overhead; 0 to keep nothing.</param>
    /// <param name="lifetime">How long after it was read a profile answers.</param>
    /// <param name="lease">The right to answer.</param>
    /// <param name="time">The time of the lease.</param>
    public NearCache(long maxBytes, TimeSpan lifetime, NearCacheLease lease, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        this.lease = lease;
        this.time = time;
        this.lifetime = ToTicks(lifetime, time);
        degradedLifetime = ToTicks(DegradedLifetime, time);
        shards = new NearCacheShard[ShardsFor(maxBytes)];
        var shardBytes = maxBytes / shards.Length;
        for (var i = 0; i < shards.Length; i++)
        {
            shards[i] = new(shardBytes, shardBytes / BulkShare, Stripes / shards.Length);
        }
    }

    /// <summary>What it has done and holds. Hits and misses never fall; degraded answers are neither.</summary>
    public NearCacheCounts Counts
    {
        get
        {
            var (entries, bytes) = (0L, 0L);
            foreach (var shard in shards)
            {
                var held = shard.Held;
                entries += held.Entries;
                bytes += held.Bytes;
            }

            return new(tally.Hits, tally.Misses, entries, bytes);
        }
    }

    /// <summary>Profiles that are as fresh as the lease promises.</summary>
    /// <param name="ids">Whose, valid or not.</param>
    /// <param name="first">Number of the first id.</param>
    /// <param name="found">An item for each id from there on, at most <see cref="BlockSize"/>: the profile, or null where there is none.</param>
    /// <param name="lane">
    /// Who asks. What streams ask for neither stays longer for it nor leaves the streams' share.
    /// </param>
    public void Find(CreatorIdList ids, int first, Span<StoredProfile?> found, StoreLane lane)
    {
        // What each step looks at is most likely cold. The step before has it fetched for all of them side by side, where one creator after
        // the other would be waited for at each.
        Span<uint> hashes = stackalloc uint[BlockSize];
        for (var i = 0; i < found.Length; i++)
        {
            hashes[i] = NearCacheEntry.HashOf(ids[first + i]);
            Shard(hashes[i]).Fetch(hashes[i]);
        }

        // The lease is read before the entries: if it is dropped in between, the answer is one of the moment before.
        var moment = Now();
        var block = default(Block<NearCacheEntry?>);
        Span<NearCacheEntry?> entries = block;
        for (var i = 0; i < found.Length; i++)
        {
            entries[i] = Shard(hashes[i]).Likely(hashes[i]);
            Prefetch.Of(entries[i], NearCacheEntry.Lines);
        }

        for (var i = 0; i < found.Length; i++)
        {
            if (entries[i] is { } entry)
            {
                Prefetch.Of(entry.CreatorId, 1);
                Prefetch.Of(entry.Profile, StoredProfile.Lines);
            }
        }

        var (answered, missed) = (0, 0);
        for (var i = 0; i < found.Length; i++)
        {
            var id = ids[first + i];

            // Another creator may have the hash.
            if (entries[i] is { } likely
                && (likely.IsOf(id) ? likely : Shard(hashes[i]).Find(id, hashes[i])) is { } entry
                && entry.AnswersAt(moment))
            {
                Shard(hashes[i]).Use(entry, lane);
                found[i] = entry.Profile;
                answered++;
            }
            else
            {
                found[i] = null;
                missed += CreatorId.IsValid(id) ? 1 : 0;
            }
        }

        tally.Add(answered, missed);
    }

    /// <summary>
    /// A profile that nobody here has heard of a write to, read at most <see cref="DegradedLifetime"/> ago, whatever the
    /// lease; null where there is none. For callers that would rather have that than nothing when the store is silent.
    /// </summary>
    public StoredProfile? FindDegraded(string creatorId) =>
        Shard(NearCacheEntry.HashOf(creatorId)).FindDegraded(creatorId, time.GetTimestamp() - degradedLifetime - 1);

    /// <summary>To be taken before the store is asked for a creator, and given back with what it answers.</summary>
    public FillTicket Ticket(string creatorId)
    {
        var now = time.GetTimestamp();
        var held = lease.HeldEpoch(now);
        var hash = NearCacheEntry.HashOf(creatorId);
        return new(Shard(hash).Invalidations(hash), held ?? lease.Epoch, held is not null, now);
    }

    /// <summary>Keeps what the store answered, if that is safe and there is room.</summary>
    /// <param name="creatorId">Whose.</param>
    /// <param name="profile">What the store answered.</param>
    /// <param name="ticket">Taken for the same creator before the store was asked.</param>
    /// <param name="lane">Who asked.</param>
    public void Fill(string creatorId, StoredProfile profile, FillTicket ticket, StoreLane lane)
    {
        // A drop right after this look does no harm: the entry carries the ticket's epoch, which is then over.
        if (lease.Epoch != ticket.Epoch)
        {
            return;
        }

        var answersAfter = time.GetTimestamp() - Math.Max(lifetime, degradedLifetime) - 1;
        var entry = new NearCacheEntry(creatorId, OwnBytes(profile), ticket);
        Shard(entry.Hash).Fill(entry, ticket, answersAfter, lane);
    }

    /// <summary>
    /// Forgets a creator. Called for every write of this server, once the store has acknowledged it or it is not known
    /// whether it was done, before its caller hears; and for every write that is heard of from other servers.
    /// </summary>
    public void Invalidate(string creatorId)
    {
        var hash = NearCacheEntry.HashOf(creatorId);
        Shard(hash).Invalidate(creatorId, hash);
    }

    private NearCacheShard Shard(uint hash) => shards[hash & (uint)(shards.Length - 1)];

    private NearCacheMoment Now()
    {
        var now = time.GetTimestamp();
        return new(lease.HeldEpoch(now), now - lifetime);
    }

    private static int ShardsFor(long maxBytes) => maxBytes == 0
        ? MaxShards // Nothing to divide, and no reason to queue for it.
        : 1 << BitOperations.Log2((uint)Math.Clamp(maxBytes / MinShardBytes, 1, MaxShards));

    private static long ToTicks(TimeSpan span, TimeProvider time) => (long)(span.TotalSeconds * time.TimestampFrequency);

    /// <summary>
    /// The profile with no more memory behind it than is accounted for: a store may hand out a slice of a large answer,
    /// which a single kept profile would keep alive.
    /// </summary>
    private static StoredProfile OwnBytes(StoredProfile profile) =>
        MemoryMarshal.TryGetArray(profile.Bytes, out var behind) && behind.Count == behind.Array!.Length
            ? profile
            : StoredProfile.Read(profile.Bytes.ToArray())!;
}
