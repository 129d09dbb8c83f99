using System.Collections.Concurrent;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>Has the same profile for every id, answers once it may, and counts what it is asked for.</summary>
/// <remarks>A real store keeps its own bounds, which would hide those of who asks it.</remarks>
internal sealed class CountedStore(int bodyBytes) : IProfileStore
{
    private readonly StoredProfile profile = StoredProfile.Read(Blob.Profile(1, new byte[bodyBytes]))!;
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int underWay;

    /// <summary>How many ids every question had.</summary>
    public ConcurrentQueue<int> Asked { get; } = new();

    /// <summary>Questions that wait for their answer.</summary>
    public int UnderWay => Volatile.Read(ref underWay);

    public bool HasReplicas => false;

    /// <summary>Lets it answer, from now on.</summary>
    public void Open() => open.TrySetResult();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask ReadAsync(ReadOnlyMemory<string> creatorIds, Memory<ProfileRead> reads, StoreCall call)
    {
        Asked.Enqueue(creatorIds.Length);
        Interlocked.Increment(ref underWay);
        try
        {
            await open.Task.WaitAsync(call.CancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }

        reads.Span.Fill(ProfileRead.Found(profile));
    }

    public ValueTask WriteAsync(ReadOnlyMemory<ProfileWrite> writes, Memory<WriteResult> results, int minReplicas, StoreCall call) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
