using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>Finds profiles: in memory where that is certain to be up to date, in the store otherwise.</summary>
/// <remarks>
/// Profiles may have 64 KiB and a chunk ten thousand ids, so what is asked of the store at once is bounded by bytes: an id
/// is asked for once however often it occurs, a call asks for no more ids at a time than are likely to fit into
/// <see cref="SliceBytes"/>, and streams together have <see cref="BulkSlices"/> such slices under way. A stream's time at
/// the store begins when its slice's turn has come. Who needs headers only keeps nothing else of a slice.
/// </remarks>
internal sealed class ProfileLookup : IDisposable
{
    private const int SliceBytes = 16 * 1024 * 1024;
    private const int BulkSlices = 8;
    private const int FewestInSlice = 128;
    private const int FirstGuessOfSize = 1024;

    private readonly IProfileStore? store;
    private readonly NearCache cache;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim bulkSlices = new(BulkSlices);

    // Of the profiles read last: whoever writes it last wins, and any of them is a fair guess.
    private int usualBytes = FirstGuessOfSize;

    /// <param name="store">Null where the server keeps no profiles.</param>
    /// <param name="cache">The near cache.</param>
    /// <param name="time">The clock that ages are told by.</param>
    public ProfileLookup(IProfileStore? store, NearCache cache, TimeProvider time)
    {
        this.store = store;
        this.cache = cache;
        this.time = time;
    }

    /// <summary>Looks creators up.</summary>
    /// <param name="creatorIds">Whom; ids need not be valid and may occur more than once.</param>
    /// <param name="headersOnly">Whether only the headers of profiles are kept.</param>
    /// <param name="wish">Which profiles are taken.</param>
    /// <param name="call">On whose behalf.</param>
    /// <returns>One answer an id, in order.</returns>
    /// <exception cref="OperationCanceledException">The call is cancelled.</exception>
    public async ValueTask<ProfileAnswer[]> ReadAsync(IReadOnlyList<string> creatorIds, bool headersOnly, ReadWish wish, StoreCall call)
    {
        var now = time.GetUtcNow();
        var answers = new ProfileAnswer[creatorIds.Count];
        var misses = new Misses();
        for (var i = 0; i < answers.Length; i++)
        {
            var id = creatorIds[i];
            if (!CreatorId.IsValid(id))
            {
                answers[i] = new(LookupOutcome.InvalidId);
            }
            else if (store is null)
            {
                answers[i] = new(LookupOutcome.NoStore);
            }
            else if (cache.Find(id, call.Lane) is { } profile)
            {
                answers[i] = Found(profile, wish, now);
            }
            else
            {
                misses.Add(id, i);
            }
        }

        for (var first = 0; first < misses.Ids.Count;)
        {
            var count = Math.Min(misses.Ids.Count - first, Math.Max(FewestInSlice, SliceBytes / Volatile.Read(ref usualBytes)));
            var ids = misses.Ids.GetRange(first, count).ToArray();
            var read = call.Lane == StoreLane.Bulk
                ? await ReadInTurnAsync(ids, headersOnly, wish, call)
                : await ReadSliceAsync(ids, headersOnly, wish, call);
            for (var i = 0; i < read.Length; i++)
            {
                misses.Answer(first + i, read[i], answers);
            }

            first += count;
        }

        return answers;
    }

    /// <inheritdoc/>
    public void Dispose() => bulkSlices.Dispose();

    private async ValueTask<ProfileAnswer[]> ReadInTurnAsync(string[] ids, bool headersOnly, ReadWish wish, StoreCall call)
    {
        await bulkSlices.WaitAsync(call.CancellationToken);
        try
        {
            return await ReadSliceAsync(ids, headersOnly, wish, call);
        }
        finally
        {
            bulkSlices.Release();
        }
    }

    private async ValueTask<ProfileAnswer[]> ReadSliceAsync(string[] ids, bool headersOnly, ReadWish wish, StoreCall call)
    {
        var tickets = Array.ConvertAll(ids, cache.Ticket);
        var reads = new ProfileRead[ids.Length];
        await store!.ReadAsync(ids, reads, call);
        NoteSizes(reads);
        var now = time.GetUtcNow();
        var answers = new ProfileAnswer[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            if (reads[i].Profile is { } profile)
            {
                cache.Fill(ids[i], profile, tickets[i], call.Lane);
                answers[i] = Found(headersOnly ? profile.HeaderOnly() : profile, wish, now);
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

    private void NoteSizes(ProfileRead[] reads)
    {
        long bytes = 0;
        var found = 0;
        foreach (var read in reads)
        {
            if (read.Profile is { } profile)
            {
                bytes += profile.Bytes.Length;
                found++;
            }
        }

        if (found > 0)
        {
            Volatile.Write(ref usualBytes, (int)Math.Max(1, bytes / found));
        }
    }

    private static ProfileAnswer Found(StoredProfile profile, ReadWish wish, DateTimeOffset now) =>
        new(ProfileAnswer.AgeOf(profile, now) > wish.MaxAge ? LookupOutcome.OutsideMaxAge : LookupOutcome.Present, profile);

    // A stale one that the caller takes is told to be degraded: its age the caller can see, that it is from memory not.
    private ProfileAnswer FromMemory(string id, ReadWish wish, DateTimeOffset now) =>
        !wish.AllowDegraded || cache.FindDegraded(id) is not { } profile ? new(LookupOutcome.Unavailable)
        : ProfileAnswer.AgeOf(profile, now) > wish.MaxAge && !wish.AllowStale ? new(LookupOutcome.OutsideMaxAge, profile)
        : new(LookupOutcome.Degraded, profile);

    /// <summary>The ids that memory did not answer, each once, and the items that ask for them.</summary>
    private sealed class Misses
    {
        private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
        private readonly List<int> firstItems = [];
        private readonly List<(int Place, int Item)> repeats = [];

        public List<string> Ids { get; } = [];

        public void Add(string id, int item)
        {
            if (places.TryAdd(id, Ids.Count))
            {
                Ids.Add(id);
                firstItems.Add(item);
            }
            else
            {
                repeats.Add((places[id], item));
            }
        }

        public void Answer(int place, ProfileAnswer answer, ProfileAnswer[] answers)
        {
            answers[firstItems[place]] = answer;
            if (place == Ids.Count - 1)
            {
                foreach (var (of, item) in repeats)
                {
                    answers[item] = answers[firstItems[of]];
                }
            }
        }
    }
}
