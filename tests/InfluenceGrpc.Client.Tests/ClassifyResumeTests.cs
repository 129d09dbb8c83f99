using Grpc.Core;
using InfluenceGrpc.Client.Tests.Scripted;

namespace InfluenceGrpc.Client.Tests;

/// <summary>Streams that break off: every item is answered exactly once and in order all the same.</summary>
public sealed class ClassifyResumeTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private ScriptedServer server = null!;

    public async Task InitializeAsync() => server = await ScriptedServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(999)]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(25_000)]
    public async Task Classify_UnbrokenStream_AnswersEachItemOnce(int count)
    {
        var totals = await ClassifyAsync(count);

        Assert.Equal((0, (count + 999) / 1000), (totals.Retries, totals.Chunks));
        Assert.Single(server.Script.Streams);
    }

    [Theory]
    [InlineData(Ending.Unavailable, 0)]
    [InlineData(Ending.Cut, 0)]
    [InlineData(Ending.Cut, 7)]
    [InlineData(Ending.Cut, 20)]
    [InlineData(Ending.Drain, 0)]
    [InlineData(Ending.Drain, 7)]
    [InlineData(Ending.Reset, 0)]
    [InlineData(Ending.Reset, 7)]
    [InlineData(Ending.Disconnect, 0)]
    [InlineData(Ending.Disconnect, 7)]
    [InlineData(Ending.Inactive, 7)]
    public async Task Classify_StreamBreaksOff_AnswersEachItemOnce(Ending ending, int after)
    {
        server.Script.Then(new Act(ending, after));

        var totals = await ClassifyAsync(20_000);

        // After all twenty answers only the summary is missing, which nobody needs.
        Assert.Equal(after == 20 ? 0 : 1, totals.Retries);
        AssertNothingAnsweredIsSentAgain();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Classify_ManyFaultsInARow_AnswersEachItemOnce(int seed)
    {
        server.Script.ThenBreakOffOften(seed);

        await ClassifyAsync(40_000, retry => retry.StreamAttemptsWithoutProgress = 16);

        AssertNothingAnsweredIsSentAgain();
    }

    [Fact]
    public async Task Classify_UnavailableUpToTheBound_Succeeds()
    {
        server.Script.Then([.. Enumerable.Repeat(new Act(Ending.Unavailable), 4)]);

        var totals = await ClassifyAsync(10, retry => retry.StreamAttemptsWithoutProgress = 5);

        Assert.Equal(4, totals.Retries);
    }

    [Fact]
    public async Task Classify_UnavailablePastTheBound_Fails()
    {
        server.Script.Then([.. Enumerable.Repeat(new Act(Ending.Unavailable), 5)]);

        var fault = await Assert.ThrowsAsync<InfluenceException>(() => ClassifyAsync(10, retry => retry.StreamAttemptsWithoutProgress = 5));

        Assert.Equal((StatusCode.Unavailable, "SERVER_DRAINING"), (fault.StatusCode, fault.Reason));
        Assert.Equal(5, server.Script.Streams.Count);
    }

    [Fact]
    public async Task Classify_ProgressBetweenFaults_StartsTheCountAnew()
    {
        server.Script.Then([.. Enumerable.Repeat(new Act(Ending.Cut, 1), 10)]);

        var totals = await ClassifyAsync(11_000, retry => retry.StreamAttemptsWithoutProgress = 2);

        Assert.Equal(10, totals.Retries);
    }

    [Fact]
    public async Task Classify_ServerAsksForAWait_IsHonoured()
    {
        server.Script.RetryDelay = TimeSpan.FromMilliseconds(300);
        server.Script.Then(new Act(Ending.Drain, 1));
        var began = TimeProvider.System.GetTimestamp();

        await ClassifyAsync(2000);

        Assert.True(TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromMilliseconds(300));
    }

    [Fact]
    public async Task Classify_SlowSourceWhileStreamIsCut_WaitsAndResumes()
    {
        server.Script.Then(new Act(Ending.Inactive, 1), new Act(Ending.Inactive, 1), new Act(Ending.Inactive, 1));
        using var client = server.Connect(retry => retry.StreamAttemptsWithoutProgress = 2);
        using var answered = new SemaphoreSlim(1);
        List<ulong> seen = [];

        await foreach (var chunk in client.ClassifyAsync(Source(), count => count).WithTimeout(Patience))
        {
            seen.AddRange(chunk.Items);
            answered.Release();
        }

        Assert.Equal([0, 1, 2, 3, 4, 5], seen);

        // Each item only once the one before is answered: a client that waits for full chunks would wait for ever.
        async IAsyncEnumerable<ulong> Source()
        {
            for (ulong i = 0; i < 6; i++)
            {
                Assert.True(await answered.WaitAsync(Patience));
                yield return i;
            }
        }
    }

    // All is answered when the stream is cut, and only then the source says that this was all.
    [Fact]
    public async Task Classify_SourceEndsAfterTheStreamIsCut_NeedsNoOtherStream()
    {
        server.Script.Then(new Act(Ending.Cut, 1));
        using var client = server.Connect();
        var wasCut = new TaskCompletionSource();
        var classification = client.ClassifyAsync(Source(), count => count);
        var chunks = 0;

        await foreach (var chunk in classification.WithTimeout(Patience))
        {
            chunks++;
            _ = Task.Delay(TimeSpan.FromMilliseconds(300)).ContinueWith(_ => wasCut.SetResult(), TaskScheduler.Default);
        }

        Assert.Equal((1, 0L, 0L, 1), (chunks, classification.Totals.Retries, classification.Totals.Interruptions, server.Script.Streams.Count));

        async IAsyncEnumerable<ulong> Source()
        {
            yield return 50_000;
            await wasCut.Task;
        }
    }

    [Fact]
    public async Task Classify_AnswerOutOfOrder_Fails()
    {
        server.Script.Then(new Act(Ending.WrongSequence, 2));

        var fault = await Assert.ThrowsAsync<InfluenceException>(() => ClassifyAsync(20_000));

        Assert.Equal(StatusCode.Internal, fault.StatusCode);
        Assert.Contains("103", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_SchemeChangesBetweenConnections_Fails()
    {
        server.Script.Then(new Act(Ending.CutBeforeNewVersion, 2));

        var fault = await Assert.ThrowsAsync<InfluenceException>(() => ClassifyAsync(20_000));

        Assert.Contains("schemes changed", fault.Message, StringComparison.Ordinal);
    }

    private async Task<StreamTotals> ClassifyAsync(int count, Action<RetryOptions>? retry = null)
    {
        using var client = server.Connect(retry);
        var source = Enumerable.Range(0, count).Select(i => (ulong)i * 977);
        var classification = client.ClassifyAsync(source, followers => followers);
        ulong next = 0;
        await foreach (var chunk in classification.WithTimeout(Patience))
        {
            for (var i = 0; i < chunk.Items.Count; i++)
            {
                Assert.Equal(next++ * 977, chunk.Items[i]);
                Assert.Equal(Script.OrdinalOf(chunk.Items[i]), chunk.OrdinalOf(0, i));
            }
        }

        var totals = classification.Totals;
        Assert.Equal((ulong)count, next);
        Assert.Equal((count, count, count, 0L, true), (totals.ItemsSent, totals.ItemsAnswered, totals.Ok, totals.Failed, totals.Complete));
        return totals;
    }

    // What a stream answered and the client saw is not asked again; what the client saw ends where the next stream begins.
    private void AssertNothingAnsweredIsSentAgain()
    {
        ulong seen = 0;
        foreach (var stream in server.Script.Streams.Where(stream => stream.Chunks.Count > 0))
        {
            var first = stream.Chunks[0].Sequence;
            Assert.InRange(first, 1UL, seen + 1);
            Assert.Equal(Enumerable.Range(0, stream.Chunks.Count).Select(i => first + (ulong)i), stream.Chunks.Select(chunk => chunk.Sequence));
            seen = Math.Max(seen, stream.LastAnswered);
        }
    }
}
