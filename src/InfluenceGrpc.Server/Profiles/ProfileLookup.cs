using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>Finds profiles: in memory where that is certain to be up to date, in the store otherwise.</summary>
/// <remarks>
/// Profiles may have 64 KiB and a chunk ten thousand ids, so what is asked of the store at once is bounded by bytes: an id
/// is asked for once however often it occurs, a call asks first for as many ids as fit into <see cref="SliceBytes"/> however
/// large their profiles are, then for as many as fit by what it has seen, and streams together have
/// <see cref="BulkSlices"/> such slices under way. A stream's time at the store begins when its slice's turn has come. Of
/// a slice the call keeps what it takes out of it, and no more.
/// </remarks>
internal sealed class ProfileLookup : IDisposable
{
    private const int SliceBytes = 16 * 1024 * 1024;
    private const int BulkSlices = 8;
    private const int FirstInSlice = 256;
    private const int Growth = 4;

    private readonly IProfileStore? store;
    private readonly NearCache cache;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim bulkSlices = new(BulkSlices);

    /// <param name="store">Null where the server keeps no profiles.</param>
    /// <param name="cache">The near cache.</param>
    /// <param name="time">The clock that ages are told by.</param>
    public ProfileLookup(IProfileStore? store, NearCache cache, TimeProvider time)
    {
        this.store = store;
        this.cache = cache;
        this.time = time;
    }

    /// <summary>Takes all of an answer.</summary>
    public static readonly Func<string, ProfileAnswer, ProfileAnswer> Whole = static (_, answer) => answer;

    /// <summary>Looks creators up.</summary>
    /// <typeparam name="T">What is kept of an answer.</typeparam>
    /// <param name="creatorIds">Whom; ids need not be valid and may occur more than once.</param>
    /// <param name="take">Takes out of the answer for an id what is kept; called as answers come in, once an id that is not in memory.</param>
    /// <param name="wish">Which profiles are taken.</param>
    /// <param name="call">On whose behalf.</param>
    /// <returns>One answer an id, in order.</returns>
    /// <exception cref="OperationCanceledException">The call is cancelled.</exception>
    public async ValueTask<T[]> ReadAsync<T>(
        IReadOnlyList<string> creatorIds, Func<string, ProfileAnswer, T> take, ReadWish wish, StoreCall call)
    {
        using var ids = new CreatorIdList(creatorIds);
        var answers = new ProfileArray<T>(ids, take);
        await ReadAsync(ids, answers, wish, call);
        return answers.Taken;
    }

    /// <summary>Looks creators up.</summary>
    /// <param name="ids">Whom; ids need not be valid and may occur more than once.</param>
    /// <param name="taker">Takes an answer in for every id; of one that is not in memory and occurs again, it repeats that.</param>
    /// <param name="wish">Which profiles are taken.</param>
    /// <param name="call">On whose behalf.</param>
    /// <exception cref="OperationCanceledException">The call is cancelled.</exception>
    public async ValueTask ReadAsync(CreatorIdList ids, IProfileTaker taker, ReadWish wish, StoreCall call)
    {
        if (ReadFromMemory(ids, taker, wish, call.Lane) is not { } misses)
        {
            return;
        }

        var (found, bytes) = (0L, 0L);
        for (int first = 0, count = FirstInSlice; first < misses.Ids.Count; first += count)
        {
            count = Math.Min(misses.Ids.Count - first, found == 0 ? count : (int)Math.Clamp(SliceBytes * found / bytes, 1, (long)count * Growth));
            var slice = misses.Ids.GetRange(first, count).ToArray();
            var read = call.Lane == StoreLane.Bulk ? await ReadInTurnAsync(slice, wish, call) : await ReadSliceAsync(slice, wish, call);
            for (var i = 0; i < read.Length; i++)
            {
                found += read[i].Profile is null ? 0 : 1;
                bytes += read[i].Profile?.Bytes.Length ?? 0;
                taker.Take(misses.ItemOf(first + i), read[i]);
            }
        }

        misses.Repeat(taker);
    }

    /// <inheritdoc/>
    public void Dispose() => bulkSlices.Dispose();

    // Returns what is not to be had there; null where all is.
    private LookupMisses? ReadFromMemory(CreatorIdList ids, IProfileTaker taker, ReadWish wish, StoreLane lane)
    {
        if (store is null)
        {
            TakeNothing(ids, taker);
            return null;
        }

        var now = time.GetUtcNow();
        LookupMisses? misses = null;
        Span<LookupOutcome> outcomes = stackalloc LookupOutcome[NearCache.BlockSize];
        var block = default(Block<StoredProfile?>);
        for (var first = 0; first < ids.Count; first += NearCache.BlockSize)
        {
            var found = block[..Math.Min(NearCache.BlockSize, ids.Count - first)];
            cache.Find(ids, first, found, lane);

            if (taker.TakesWhole)
            {
                DecodedPrefetch.Of(found);
            }

            for (var i = 0; i < found.Length; i++)
            {
                outcomes[i] = found[i] is { } profile ? OutcomeOf(profile, wish, now) : default;
            }

            for (var i = 0; i < found.Length; i++)
            {
                if (found[i] is { } profile)
                {
                    taker.Take(first + i, new(outcomes[i], profile));
                }
                else if (CreatorId.IsValid(ids[first + i]))
                {
                    (misses ??= new()).Add(ids, first + i);
                }
                else
                {
                    taker.Take(first + i, new(LookupOutcome.InvalidId));
                }
            }
        }

        return misses;
    }

    private static void TakeNothing(CreatorIdList ids, IProfileTaker taker)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            taker.Take(i, new(CreatorId.IsValid(ids[i]) ? LookupOutcome.NoStore : LookupOutcome.InvalidId));
        }
    }

    private async ValueTask<ProfileAnswer[]> ReadInTurnAsync(string[] ids, ReadWish wish, StoreCall call)
    {
        await bulkSlices.WaitAsync(call.CancellationToken);
        try
        {
            return await ReadSliceAsync(ids, wish, call);
        }
        finally
        {
            bulkSlices.Release();
        }
    }

    private async ValueTask<ProfileAnswer[]> ReadSliceAsync(string[] ids, ReadWish wish, StoreCall call)
    {
        var tickets = Array.ConvertAll(ids, cache.Ticket);
        var reads = new ProfileRead[ids.Length];
        await store!.ReadAsync(ids, reads, call);
        var now = time.GetUtcNow();
        var answers = new ProfileAnswer[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            if (reads[i].Profile is { } profile)
            {
                cache.Fill(ids[i], profile, tickets[i], call.Lane);
                answers[i] = new(OutcomeOf(profile, wish, now), profile);
            }
            else if (reads[i].IsUnavailable)
            {
                answers[i] = FromMemory(ids[i], wish, now);
            }
            else
            {
                // The store has forgotten it, or never had it: memory must not bring it back when the store is silent.
                cache.Invalidate(ids[i]);
            }
        }

        return answers;
    }

    private static LookupOutcome OutcomeOf(StoredProfile profile, ReadWish wish, DateTimeOffset now) =>
        ProfileAnswer.AgeOf(profile, now) > wish.MaxAge ? LookupOutcome.OutsideMaxAge : LookupOutcome.Present;

    // A stale one that the caller takes is told to be degraded: its age the caller can see, that it is from memory not.
    private ProfileAnswer FromMemory(string id, ReadWish wish, DateTimeOffset now) =>
        !wish.AllowDegraded || cache.FindDegraded(id) is not { } profile ? new(LookupOutcome.Unavailable)
        : ProfileAnswer.AgeOf(profile, now) > wish.MaxAge && !wish.AllowStale ? new(LookupOutcome.OutsideMaxAge, profile)
        : new(LookupOutcome.Degraded, profile);
}
