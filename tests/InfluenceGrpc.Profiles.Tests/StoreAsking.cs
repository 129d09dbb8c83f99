using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>Stores asked in one line; every wait has a limit.</summary>
internal static class StoreAsking
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<ProfileRead[]> ReadManyAsync(
        this IProfileStore store, IReadOnlyList<string> creatorIds, StoreLane lane = StoreLane.Bulk, CancellationToken cancellationToken = default)
    {
        var reads = new ProfileRead[creatorIds.Count];
        await store.ReadAsync(creatorIds.ToArray(), reads, new(lane, Patience, cancellationToken)).AsTask().WaitAsync(Patience, CancellationToken.None);
        return reads;
    }

    public static async Task<ProfileRead> ReadAsync(this IProfileStore store, string creatorId, StoreLane lane = StoreLane.Unary) =>
        (await store.ReadManyAsync([creatorId], lane))[0];

    /// <summary>The bytes found; null where nothing was. Fails where the store did not answer.</summary>
    public static async Task<byte[]?> BytesAsync(this IProfileStore store, string creatorId)
    {
        var read = await store.ReadAsync(creatorId);
        Assert.False(read.IsUnavailable);
        return read.Profile?.Bytes.ToArray();
    }

    public static async Task<WriteResult[]> WriteManyAsync(
        this IProfileStore store, IReadOnlyList<ProfileWrite> writes, StoreLane lane = StoreLane.Bulk, CancellationToken cancellationToken = default)
    {
        var results = new WriteResult[writes.Count];
        await store.WriteAsync(writes.ToArray(), results, 0, new(lane, Patience, cancellationToken)).AsTask().WaitAsync(Patience, CancellationToken.None);
        return results;
    }

    public static async Task<WriteResult> WriteAsync(this IProfileStore store, ProfileWrite write, StoreLane lane = StoreLane.Unary) =>
        (await store.WriteManyAsync([write], lane))[0];

    /// <summary>Asks again and again until the condition holds; fails once patience is over.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, $"This did not come true in time: {what}.");
            await pause.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
