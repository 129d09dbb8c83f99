namespace InfluenceGrpc.Server.Profiles;

/// <summary>
/// The right to answer from the near cache. A store that other servers write to renews it for as long as it hears of
/// their writes; when it cannot be sure, the lease lapses by itself and answers come from the store.
/// </summary>
/// <remarks>
/// <para>
/// The lease is what bounds staleness: it is renewed up to a fixed time after the moment at which everything written
/// before was certainly heard of, and was taken out of the near cache. Dropping it, because something may have been
/// missed, begins a new epoch: what was cached before is never again taken for fresh. A lease that lapses and is renewed
/// without having been dropped goes on in its epoch: nothing was missed, it was only late.
/// </para>
/// <para>
/// A renewal names the epoch in which it was asked for. Between the question that proves that all was heard and the
/// renewal, the lease may have been dropped; the proof is then of an epoch that is over, and the renewal does nothing.
/// Whoever drops wins, whichever of the two comes first.
/// </para>
/// <para>
/// How long it is held, and in which epoch, is one object that is swapped as a whole. Two fields read one after the other
/// could show the epoch from before a drop together with a renewal from after it, and so make what was missed look fresh.
/// </para>
/// </remarks>
internal sealed class NearCacheLease(TimeProvider time)
{
    private Term term = new(long.MinValue, 0);

    /// <summary>Whether the near cache may answer now.</summary>
    public bool IsHeld => HeldEpoch(time.GetTimestamp()) is not null;

    /// <summary>Grows whenever the lease is dropped.</summary>
    public int Epoch => Volatile.Read(ref term).Epoch;

    /// <summary>The epoch, where the lease is held at a timestamp of the <see cref="TimeProvider"/>; null where it is not.</summary>
    public int? HeldEpoch(long timestamp)
    {
        var seen = Volatile.Read(ref term);
        return timestamp < seen.Until ? seen.Epoch : null;
    }

    /// <summary>Holds the lease until a timestamp of the <see cref="TimeProvider"/>. Never shortens it.</summary>
    /// <param name="timestamp">Until when, exclusive.</param>
    /// <param name="epoch">
    /// <see cref="Epoch"/> as it was before the store was asked whether everything was heard of.
    /// </param>
    /// <returns>Whether that epoch still lasts; where it does not, nothing is renewed.</returns>
    public bool RenewUntil(long timestamp, int epoch)
    {
        while (true)
        {
            var seen = Volatile.Read(ref term);
            if (seen.Epoch != epoch)
            {
                return false;
            }

            if (timestamp <= seen.Until || TrySwap(seen, seen with { Until = timestamp }))
            {
                return true;
            }
        }
    }

    /// <summary>Holds the lease until it is dropped: nobody else writes to the store.</summary>
    public void HoldForever()
    {
        while (!RenewUntil(long.MaxValue, Epoch))
        {
            // Dropped in between: the new epoch is held instead.
        }
    }

    /// <summary>Gives the lease up, held or not: a write may have been missed.</summary>
    public void Drop()
    {
        Term seen;
        do
        {
            seen = Volatile.Read(ref term);
        }
        while (!TrySwap(seen, new(long.MinValue, seen.Epoch + 1)));
    }

    private bool TrySwap(Term seen, Term next) => Interlocked.CompareExchange(ref term, next, seen) == seen;

    private sealed record Term(long Until, int Epoch);
}
