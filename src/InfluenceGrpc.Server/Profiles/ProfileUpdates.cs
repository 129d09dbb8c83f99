using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>Writes and deletes profiles, and sees to it that the near cache does not outlive them.</summary>
internal sealed class ProfileUpdates(IProfileStore? store, NearCache cache, ProfileOptions options, TimeProvider time)
{
    // Profiles written together must not all be gone together.
    private const double LifetimeJitter = 0.1;

    /// <summary>Whether profiles are kept at all.</summary>
    public bool HasStore => store is not null;

    /// <summary>Whether writes can be waited for on replicas.</summary>
    public bool HasReplicas => store is { HasReplicas: true };

    /// <summary>The write of a profile as of now.</summary>
    public ProfileWrite Put(CreatorProfile profile) => new()
    {
        CreatorId = profile.CreatorId,
        Bytes = ProfileCodec.Encode(profile, time.GetUtcNow()),
        Lifetime = options.EvictAfter * (1 + (Random.Shared.NextDouble() * LifetimeJitter)),
    };

    /// <summary>The deletion of a profile as of now.</summary>
    /// <param name="creatorId">Whose; valid.</param>
    /// <param name="version">Up to which version; null for any.</param>
    public ProfileWrite Delete(string creatorId, ulong? version) => new()
    {
        CreatorId = creatorId,
        Bytes = new ProfileHeader { Version = version ?? 0, StoredAt = time.GetUtcNow() }.ToTombstone(),
        DeletesAnyVersion = version is null,
        Lifetime = options.RememberDeletions,
    };

    /// <summary>Writes; what became of each, in order.</summary>
    /// <remarks>
    /// The near cache forgets the creators after the store has answered, whatever it answered: a write that timed out may
    /// be stored. So whoever asks this server after the answer is told what was written.
    /// </remarks>
    /// <exception cref="OperationCanceledException">The call is cancelled; some may be written.</exception>
    public async ValueTask<WriteResult[]> WriteAsync(IReadOnlyList<ProfileWrite> writes, int minReplicas, StoreCall call)
    {
        var results = new WriteResult[writes.Count];
        ProfileWrite[] all = [.. writes];
        try
        {
            await store!.WriteAsync(all, results, minReplicas, call);
        }
        finally
        {
            foreach (var write in all)
            {
                cache.Invalidate(write.CreatorId);
            }
        }

        return results;
    }
}
