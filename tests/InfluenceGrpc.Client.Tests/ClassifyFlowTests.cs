using InfluenceGrpc.Client.Tests.Scripted;

namespace InfluenceGrpc.Client.Tests;

/// <summary>How far ahead a classification reads, and how it ends.</summary>
public sealed class ClassifyFlowTests : IAsyncLifetime
{
    private const int ItemsPerChunk = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private ScriptedServer server = null!;

    public async Task InitializeAsync() => server = await ScriptedServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    // At every item read and at every answer taken: no more is held than the window, and as much as it allows is read.
    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(3, 4, 3)]
    [InlineData(100, 4, 4)]
    [InlineData(4, 1, 1)]
    public async Task Classify_SlowConsumer_HoldsBackTheSource(int wish, int allowed, int window)
    {
        const int total = 500;
        server.Script.Limits.MaxChunksInFlight = (uint)allowed;
        using var client = server.Connect();
        var source = new WatchedSource(total);
        var options = new ClassifyStreamOptions { MaxItemsPerChunk = ItemsPerChunk, MaxChunksInFlight = wish };
        source.Allow(window * ItemsPerChunk);

        var taken = 0;
        await foreach (var chunk in client.ClassifyAsync(source.Read(), item => (ulong)item, options).WithTimeout(Patience))
        {
            // The chunk in the consumer's hands still counts: only those before it made room.
            var readable = Math.Min(total, (taken + window) * ItemsPerChunk);
            await source.HasRead(readable).WaitAsync(Patience);
            Assert.Equal(readable, source.ReadCount);
            taken++;
            source.Allow((taken + window) * ItemsPerChunk);
        }

        Assert.Equal(total / ItemsPerChunk, taken);
    }

    [Fact]
    public async Task Classify_SlowServer_HoldsBackTheSource()
    {
        server.Script.Hold = new TaskCompletionSource();
        using var client = server.Connect();
        var source = new WatchedSource(500);
        source.Allow(4 * ItemsPerChunk);
        var chunks = client.ClassifyAsync(source.Read(), item => (ulong)item, new ClassifyStreamOptions { MaxItemsPerChunk = ItemsPerChunk }).GetAsyncEnumerator();

        var first = chunks.MoveNextAsync().AsTask();
        await source.HasRead(4 * ItemsPerChunk).WaitAsync(Patience);
        Assert.False(first.IsCompleted);

        source.Allow(500);
        server.Script.Hold.SetResult();
        Assert.True(await first.WaitAsync(Patience));
        await chunks.DisposeAsync().AsTask().WaitAsync(Patience);
    }

    [Fact]
    public async Task Classify_CancelledWhileServerIsSilent_EndsPromptly()
    {
        server.Script.Hold = new TaskCompletionSource();
        using var client = server.Connect();
        using var cancel = new CancellationTokenSource();
        var chunks = client.ClassifyAsync(Enumerable.Range(0, 100_000), item => (ulong)item, null, cancel.Token).GetAsyncEnumerator();
        var waiting = chunks.MoveNextAsync().AsTask();
        await WaitForChunkAsync();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(5)));
        await chunks.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));
        await server.Script.Streams[0].Ended.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Classify_CancelledWhileSourceIsStuck_EndsPromptly()
    {
        using var client = server.Connect();
        using var cancel = new CancellationTokenSource();
        var stuck = new TaskCompletionSource<bool>();
        var entered = new TaskCompletionSource();
        var chunks = client.ClassifyAsync(StuckAsync(), item => (ulong)item, null, cancel.Token).GetAsyncEnumerator();
        var waiting = chunks.MoveNextAsync().AsTask();
        await entered.Task.WaitAsync(Patience);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(5)));
        await chunks.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));
        stuck.SetResult(false);

        async IAsyncEnumerable<int> StuckAsync()
        {
            entered.SetResult();
            await stuck.Task;
            yield return 1;
        }
    }

    [Fact]
    public async Task Classify_CancelledDuringBackoff_EndsPromptly()
    {
        server.Script.RetryDelay = TimeSpan.FromSeconds(30);
        server.Script.Then(new Act(Ending.Unavailable));
        using var client = server.Connect();
        using var cancel = new CancellationTokenSource();
        var retried = new TaskCompletionSource();
        var options = new ClassifyStreamOptions { Progress = new Told(totals => retried.TrySetResult(), totals => totals.Retries == 1) };
        var chunks = client.ClassifyAsync(Enumerable.Range(0, 10), item => (ulong)item, options, cancel.Token).GetAsyncEnumerator();
        var waiting = chunks.MoveNextAsync().AsTask();
        await retried.Task.WaitAsync(Patience);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Classify_ConsumerStops_EndsTheCallAndTheSource()
    {
        using var client = server.Connect();
        var disposed = new TaskCompletionSource();
        await foreach (var chunk in client.ClassifyAsync(Endless(), item => (ulong)item).WithTimeout(Patience))
        {
            Assert.NotEmpty(chunk.Items);
            break;
        }

        await disposed.Task.WaitAsync(Patience);
        await server.Script.Streams[0].Ended.Task.WaitAsync(Patience);

        IEnumerable<int> Endless()
        {
            try
            {
                for (var i = 0; ; i++)
                {
                    yield return i;
                }
            }
            finally
            {
                disposed.SetResult();
            }
        }
    }

    [Fact]
    public async Task Classify_SourceFails_AnswersWhatWasReadThenFails()
    {
        using var client = server.Connect();
        var answered = 0;

        var fault = await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (var chunk in client.ClassifyAsync(Failing(), item => (ulong)item).WithTimeout(Patience))
            {
                answered += chunk.Items.Count;
            }
        });

        Assert.Equal(("line 2501", 2500), (fault.Message, answered));

        static IEnumerable<int> Failing() =>
            Enumerable.Range(1, 3000).Select(i => i <= 2500 ? i : throw new FormatException($"line {i}"));
    }

    [Fact]
    public async Task Classify_EnumeratedTwice_IsRefused()
    {
        using var client = server.Connect();
        var classification = client.ClassifyAsync([1, 2, 3], item => (ulong)item);
        await foreach (var chunk in classification.WithTimeout(Patience))
        {
            Assert.Equal(3, chunk.Items.Count);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await classification.GetAsyncEnumerator().MoveNextAsync());
    }

    [Fact]
    public async Task Classify_Progress_CountsUpToTheTotals()
    {
        server.Script.Then(new Act(Ending.Cut, 3));
        using var client = server.Connect();
        List<StreamTotals> told = [];
        var options = new ClassifyStreamOptions { MaxItemsPerChunk = ItemsPerChunk, Progress = new Told(told.Add) };
        var classification = client.ClassifyAsync(Enumerable.Range(0, 100), item => item % 10 == 0 ? null : (ulong)item, options);
        await foreach (var chunk in classification.WithTimeout(Patience))
        {
            Assert.Equal(1, chunk.FailedCount);
            Assert.Equal("FOLLOWERS_MISSING", chunk.ErrorOf(0)!.Reason);
            Assert.Null(chunk.ErrorOf(1));
            Assert.Null(chunk.TierOf(0, 0));
        }

        // Ten chunks, the call that broke off, the next try, and the end.
        Assert.Equal(13, told.Count);
        Assert.Equal(classification.Totals, told[^1]);
        Assert.Equal((100L, 90L, 10L, 1L, 1L), (told[^1].ItemsAnswered, told[^1].Ok, told[^1].Failed, told[^1].Retries, told[^1].Interruptions));
        Assert.True(told.Zip(told.Skip(1)).All(pair => pair.First.ItemsAnswered <= pair.Second.ItemsAnswered));
    }

    private async Task WaitForChunkAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (server.Script.Streams is not [{ Chunks.Count: > 0 }, ..])
        {
            await Task.Yield();
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private sealed class Told(Action<StreamTotals> tell, Predicate<StreamTotals>? when = null) : IProgress<StreamTotals>
    {
        public void Report(StreamTotals value)
        {
            if (when is null || when(value))
            {
                tell(value);
            }
        }
    }
}
