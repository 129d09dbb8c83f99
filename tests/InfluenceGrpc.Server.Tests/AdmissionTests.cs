using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Tests;

public sealed class AdmissionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task ChunksInHand_OneStream_HasAllItsOwnAndWaitsForTheNext()
    {
        var share = ShareOf(100);
        using var stream = share.Enter(most: 3);
        for (var i = 0; i < 3; i++)
        {
            await stream.TakeAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
        }

        var fourth = stream.TakeAsync(CancellationToken.None).AsTask();
        Assert.False(fourth.IsCompleted);
        stream.Give();
        await fourth.WaitAsync(Patience);
    }

    [Fact]
    public async Task ChunksInHand_ManyStreams_HaveAnEvenShareAndOneInAnyCase()
    {
        var share = ShareOf(4);
        using var first = share.Enter(most: 8);
        Assert.Equal(4, share.Of(8));
        var others = Enumerable.Range(0, 9).Select(_ => share.Enter(most: 8)).ToArray();
        Assert.Equal(1, share.Of(8));

        await first.TakeAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
        var second = first.TakeAsync(CancellationToken.None).AsTask();
        Assert.False(second.IsCompleted);
        foreach (var other in others)
        {
            await other.TakeAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
            other.Dispose();
        }

        // Its share has grown; it looks again when one of its own is answered.
        first.Give();
        await second.WaitAsync(Patience);
        Assert.Equal(4, share.Of(8));
    }

    [Fact]
    public async Task ChunksInHand_WaitThatIsCancelled_Ends()
    {
        var share = ShareOf(1);
        using var stream = share.Enter(most: 8);
        await stream.TakeAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
        using var stop = new CancellationTokenSource();
        var waiting = stream.TakeAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience));
    }

    // One takes and one gives back, a hundred thousand times: no signal is lost, or this would hang.
    [Fact]
    public async Task ChunksInHand_TakenAndGivenAtTheSameTime_NeverHangs()
    {
        var share = ShareOf(2);
        using var stream = share.Enter(most: 2);
        var taken = System.Threading.Channels.Channel.CreateUnbounded<int>();
        var giving = Task.Run(async () =>
        {
            await foreach (var _ in taken.Reader.ReadAllAsync())
            {
                stream.Give();
            }
        });
        var taking = Task.Run(async () =>
        {
            for (var i = 0; i < 100_000; i++)
            {
                await stream.TakeAsync(CancellationToken.None);
                taken.Writer.TryWrite(i);
            }

            taken.Writer.Complete();
        });
        await Task.WhenAll(giving, taking).WaitAsync(Patience);
    }

    [Fact]
    public async Task ProcessorPlaces_ManyPiecesOfWork_RunNoMoreThanProcessorsAtOnce()
    {
        using var places = new ProcessorPlaces();
        var (running, most) = (0, 0);
        var gate = new Lock();
        var work = Enumerable.Range(0, 200).Select(i => Task.Run(async () => await places.RunAsync(
            () =>
            {
                lock (gate)
                {
                    most = Math.Max(most, ++running);
                }

                Thread.SpinWait(20_000);
                lock (gate)
                {
                    running--;
                }

                return i % 3 == 0 ? ValueTask.FromException<int>(new InvalidOperationException("of the work")) : ValueTask.FromResult(i);
            },
            CancellationToken.None))).ToArray();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAll(work).WaitAsync(Patience));
        Assert.InRange(most, 1, Environment.ProcessorCount);
        Assert.Equal(67, work.Count(task => task.IsFaulted));
    }

    // What waits for the store keeps nobody from working.
    [Fact]
    public async Task ProcessorPlaces_WorkThatWaits_GivesItsPlaceBack()
    {
        using var places = new ProcessorPlaces();
        var store = new TaskCompletionSource<int>();
        var waiting = Enumerable.Range(0, 100).Select(_ => places.RunAsync(() => new ValueTask<int>(store.Task), CancellationToken.None).AsTask()).ToArray();
        Assert.Equal(7, await places.RunAsync(() => ValueTask.FromResult(7), CancellationToken.None).AsTask().WaitAsync(Patience));
        store.SetResult(1);
        await Task.WhenAll(waiting).WaitAsync(Patience);
    }

    [Fact]
    public async Task ItemRate_OfAStream_WaitsForMoreItemsThanFitAtOnce()
    {
        using var rate = new ItemRate(itemsPerSecond: 10_000, burst: 1_000);
        var parts = 0;
        await rate.WaitAsync(2_500, () => parts++, CancellationToken.None).AsTask().WaitAsync(Patience);
        Assert.Equal(3, parts);
        using var slow = new ItemRate(itemsPerSecond: 1, burst: 100);
        Assert.Null(slow.Take(100));
        Assert.NotNull(slow.Take(100));
        Assert.Null(ItemRate.Unlimited.Take(int.MaxValue));
        await ItemRate.Unlimited.WaitAsync(int.MaxValue, () => parts++, CancellationToken.None);
        Assert.Equal(3, parts);
    }

    [Fact]
    public void CallPlaces_EachKind_HasItsOwn()
    {
        using var places = new CallPlaces(new LimitOptions { MaxCalls = 1, MaxBatches = 1, MaxStreams = 1, MaxPlannings = 1 });
        using var planning = places.Take(CallKind.Planning);
        using var single = places.Take(CallKind.Single);
        using var batch = places.Take(CallKind.Batch);
        var stream = places.Take(CallKind.Stream);
        Assert.All([single, batch, stream, planning], Assert.NotNull);
        Assert.Null(places.Take(CallKind.Single));
        Assert.Null(places.Take(CallKind.Stream));
        Assert.Null(places.Take(CallKind.Planning));
        stream!.Dispose();
        using var next = places.Take(CallKind.Stream);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task ChunksInHand_MemoryRunsShort_OneAfterTheOther()
    {
        var memory = new MemoryBudget(new LimitOptions { MaxCallMemory = 100 }, new ProfileOptions());
        using var stream = new ChunkShare(new LimitOptions(), memory).Enter(most: 3);
        Assert.True(memory.TryTake(51, 100));
        await stream.TakeAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
        var second = stream.TakeAsync(CancellationToken.None).AsTask();
        Assert.False(second.IsCompleted);

        memory.Give(51);
        stream.Give();

        await second.WaitAsync(Patience);
        await stream.TakeAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
    }

    private static ChunkShare ShareOf(int chunks) =>
        new(new LimitOptions { MaxChunksInHand = chunks }, new MemoryBudget(new LimitOptions(), new ProfileOptions()));
}
