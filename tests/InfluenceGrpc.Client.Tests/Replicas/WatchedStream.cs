namespace InfluenceGrpc.Client.Tests.Replicas;

/// <summary>A stream of numbers from 0 on; checks that each is answered once and in order.</summary>
internal sealed class WatchedStream
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WatchedStream()
    {
    }

    /// <summary>Completes when something has been answered.</summary>
    public Task Begun => Task.WhenAny(begun.Task, Answered).Unwrap();

    /// <summary>How many were answered, and how often the stream was cut.</summary>
    public Task<(int Count, long Interruptions)> Answered { get; private set; } = null!;

    public static WatchedStream Of<TChunk>(ChunkedStream<TChunk> stream, TimeSpan patience)
        where TChunk : AnsweredChunk<int>
    {
        var watched = new WatchedStream();
        watched.Answered = watched.CheckAsync(stream, patience);
        return watched;
    }

    private async Task<(int Count, long Interruptions)> CheckAsync<TChunk>(ChunkedStream<TChunk> stream, TimeSpan patience)
        where TChunk : AnsweredChunk<int>
    {
        var next = 0;
        await foreach (var chunk in stream.WithTimeout(patience))
        {
            Assert.Equal(Enumerable.Range(next, chunk.Items.Count), chunk.Items);
            Assert.Equal((null, 0), (chunk.Refusal, chunk.FailedCount));
            next += chunk.Items.Count;
            begun.TrySetResult();
        }

        Assert.True(stream.Totals.Complete);
        return (next, stream.Totals.Interruptions);
    }
}
