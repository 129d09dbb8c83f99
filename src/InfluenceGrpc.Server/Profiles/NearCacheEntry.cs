namespace InfluenceGrpc.Server.Profiles;

/// <summary>
/// One profile in the near cache. What it is of never changes and may be read by anybody; where it is is guarded by its shard's lock.
/// </summary>
internal sealed class NearCacheEntry
{
    /// <summary>
    /// Bytes that an entry takes beside its profile's bytes and its id's characters: this object, the
    /// <see cref="StoredProfile"/>, the headers of array and string, and its place in the table. Measured with 64-bit
    /// .NET 10 on Linux: 244 where the table is full, 264 where it has just grown. NearCacheMemoryTests measures it
    /// again and fails where the number is off.
    /// </summary>
    public const int OverheadBytes = 265;

    // No epoch is below 0.
    private const int Never = -1;

    private readonly long filledAt;
    private readonly int freshIn;

    /// <param name="creatorId">Whose.</param>
    /// <param name="profile">What.</param>
    /// <param name="ticket">Taken before the store was asked for it.</param>
    public NearCacheEntry(string creatorId, StoredProfile profile, FillTicket ticket)
    {
        CreatorId = creatorId;
        Hash = HashOf(creatorId);
        Profile = profile;
        freshIn = ticket.WasHeld ? ticket.Epoch : Never;
        filledAt = ticket.TakenAt;
        Size = profile.Bytes.Length + (creatorId.Length * sizeof(char)) + OverheadBytes;
    }

    /// <summary>Lines of memory that an entry lies in.</summary>
    public const int Lines = 2;

    /// <summary>Whose it is.</summary>
    public string CreatorId { get; }

    /// <summary>What is kept.</summary>
    public StoredProfile Profile { get; }

    /// <summary>Of the creator's id, as by <see cref="HashOf"/>.</summary>
    public uint Hash { get; }

    /// <summary>Bytes accounted for.</summary>
    public int Size { get; private set; }

    /// <summary>Whether it was hit since it was filled or last spared. Set without the lock: one mark more or less harms nobody.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Where it is; null before it is anywhere.</summary>
    public NearCachePart? Part { get; set; }

    /// <summary>The one that is to go after it.</summary>
    public NearCacheEntry? Next { get; set; }

    /// <summary>The one that is to go before it.</summary>
    public NearCacheEntry? Previous { get; set; }

    /// <summary>What an id is sorted by. Seeded anew in each process: nobody can choose ids that all meet in one place.</summary>
    public static uint HashOf(ReadOnlySpan<char> creatorId) => (uint)string.GetHashCode(creatorId, StringComparison.Ordinal);

    /// <summary>Accounts for so many bytes more. It is in no part.</summary>
    public void Grow(int bytes) => Size += bytes;

    /// <summary>Whether it is a creator's.</summary>
    public bool IsOf(ReadOnlySpan<char> creatorId) => creatorId.SequenceEqual(CreatorId);

    /// <summary>Whether it answers at a moment: it is certain that no write to it was missed, and it is not too old.</summary>
    public bool AnswersAt(NearCacheMoment moment) => freshIn == moment.HeldEpoch && filledAt > moment.FilledAfter;

    /// <summary>Whether it was filled after a timestamp of the <see cref="TimeProvider"/>.</summary>
    public bool IsFilledAfter(long timestamp) => filledAt > timestamp;
}
