using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>Finds profiles: in memory where that is certain to be up to date, in the store otherwise.</summary>
/// <param name="store">Null where the server keeps no profiles.</param>
/// <param name="cache">The near cache.</param>
/// <param name="time">The clock that ages are told by.</param>
internal sealed class ProfileLookup(IProfileStore? store, NearCache cache, TimeProvider time)
{
    /// <summary>Looks creators up.</summary>
    /// <param name="creatorIds">Whom; ids need not be valid and may occur more than once.</param>
    /// <param name="wish">Which profiles are taken.</param>
    /// <param name="call">On whose behalf.</param>
    /// <returns>One answer an id, in order.</returns>
    /// <exception cref="OperationCanceledException">The call is cancelled.</exception>
    public async ValueTask<ProfileAnswer[]> ReadAsync(IReadOnlyList<string> creatorIds, ReadWish wish, StoreCall call)
    {
        var now = time.GetUtcNow();
        var answers = new ProfileAnswer[creatorIds.Count];
        var misses = new List<int>();
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
                misses.Add(i);
            }
        }

        if (misses.Count > 0)
        {
            await ReadMissesAsync(creatorIds, misses, answers, wish, call);
        }

        return answers;
    }

    private async ValueTask ReadMissesAsync(
        IReadOnlyList<string> creatorIds, List<int> misses, ProfileAnswer[] answers, ReadWish wish, StoreCall call)
    {
        var ids = new string[misses.Count];
        var tickets = new FillTicket[misses.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = creatorIds[misses[i]];
            tickets[i] = cache.Ticket(ids[i]);
        }

        var reads = new ProfileRead[ids.Length];
        await store!.ReadAsync(ids, reads, call);
        var now = time.GetUtcNow();
        for (var i = 0; i < ids.Length; i++)
        {
            if (reads[i].Profile is { } profile)
            {
                cache.Fill(ids[i], profile, tickets[i], call.Lane);
                answers[misses[i]] = Found(profile, wish, now);
            }
            else if (reads[i].IsUnavailable)
            {
                answers[misses[i]] = FromMemory(ids[i], wish, now);
            }
            else
            {
                // The store has forgotten it, or never had it: memory must not bring it back when the store is silent.
                cache.Invalidate(ids[i]);
            }
        }
    }

    private static ProfileAnswer Found(StoredProfile profile, ReadWish wish, DateTimeOffset now) =>
        new(ProfileAnswer.AgeOf(profile, now) > wish.MaxAge ? LookupOutcome.OutsideMaxAge : LookupOutcome.Present, profile);

    // A stale one that the caller takes is told to be degraded: its age the caller can see, that it is from memory not.
    private ProfileAnswer FromMemory(string id, ReadWish wish, DateTimeOffset now) =>
        !wish.AllowDegraded || cache.FindDegraded(id) is not { } profile ? new(LookupOutcome.Unavailable)
        : ProfileAnswer.AgeOf(profile, now) > wish.MaxAge && !wish.AllowStale ? new(LookupOutcome.OutsideMaxAge, profile)
        : new(LookupOutcome.Degraded, profile);
}
