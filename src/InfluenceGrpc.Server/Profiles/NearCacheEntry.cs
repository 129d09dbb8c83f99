namespace InfluenceGrpc.Server.Profiles;

/// <summary>One profile in the near cache. Guarded by its shard's lock.</summary>
internal sealed class NearCacheEntry
{
    /// <summary>
    /// Bytes that an entry takes beside its profile's bytes and its id's characters: this object, the
    /// <see cref="StoredProfile"/>, the headers of array and string, and its place in the dictionary. Measured with 64-bit
    /// .NET 10 on Linux: 271 where the dictionary is full, 300 where it has just grown. NearCacheMemoryTests measures it
    /// again and fails where the number is off.
    /// </summary>
    public const int OverheadBytes = 300;

    private readonly int? freshIn;
    private readonly long filledAt;

    /// <param name="creatorId">Whose.</param>
    /// <param name="profile">What.</param>
    /// <param name="ticket">Taken before the store was asked for it.</param>
    public NearCacheEntry(string creatorId, StoredProfile profile, FillTicket ticket)
    {
        CreatorId = creatorId;
        Profile = profile;
        freshIn = ticket.WasHeld ? ticket.Epoch : null;
        filledAt = ticket.TakenAt;
        Size = profile.Bytes.Length + (creatorId.Length * sizeof(char)) + OverheadBytes;
    }

    /// <summary>Whose it is.</summary>
    public string CreatorId { get; }

    /// <summary>What is kept.</summary>
    public StoredProfile Profile { get; }

    /// <summary>Bytes accounted for.</summary>
    public int Size { get; private set; }

    /// <summary>Whether it was hit since it was filled or last spared.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Where it is; null before it is anywhere.</summary>
    public NearCachePart? Part { get; set; }

    /// <summary>The one that is to go after it.</summary>
    public NearCacheEntry? Next { get; set; }

    /// <summary>The one that is to go before it.</summary>
    public NearCacheEntry? Previous { get; set; }

    /// <summary>Accounts for so many bytes more. It is in no part.</summary>
    public void Grow(int bytes) => Size += bytes;

    /// <summary>Whether it was filled after a timestamp of the <see cref="TimeProvider"/>.</summary>
    public bool IsFilledAfter(long timestamp) => filledAt > timestamp;

    /// <summary>Whether it is certain that no write to it was missed, as long as the lease is held in an epoch.</summary>
    public bool IsFreshIn(int epoch) => freshIn == epoch;
}
