namespace InfluenceGrpc.Server.Profiles;

/// <summary>
/// The right to answer from the near cache. A store that other servers write to renews it for as long as it hears of
/// their writes; when it cannot be sure, the lease lapses by itself and answers come from the store.
/// </summary>
/// <remarks>
/// The lease is what bounds staleness: it is renewed up to a fixed time after the moment at which everything written
/// before was certainly heard of. Dropping it, because something may have been missed, begins a new epoch: what was
/// cached before is never again taken for fresh.
/// </remarks>
internal sealed class NearCacheLease(TimeProvider time)
{
    private long heldUntil = long.MinValue;
    private int epoch;

    /// <summary>Whether the near cache may answer now.</summary>
    public bool IsHeld => time.GetTimestamp() < Volatile.Read(ref heldUntil);

    /// <summary>Grows whenever the lease is dropped.</summary>
    public int Epoch => Volatile.Read(ref epoch);

    /// <summary>Holds the lease until a timestamp of the <see cref="TimeProvider"/>. Never shortens it.</summary>
    public void RenewUntil(long timestamp)
    {
        var seen = Volatile.Read(ref heldUntil);
        while (timestamp > seen)
        {
            var before = Interlocked.CompareExchange(ref heldUntil, timestamp, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    /// <summary>Holds the lease for good: nobody else writes to the store.</summary>
    public void HoldForever() => Volatile.Write(ref heldUntil, long.MaxValue);

    /// <summary>Gives the lease up: a write may have been missed.</summary>
    public void Drop()
    {
        Volatile.Write(ref heldUntil, long.MinValue);
        Interlocked.Increment(ref epoch);
    }
}
