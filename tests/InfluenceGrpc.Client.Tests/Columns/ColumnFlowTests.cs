using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Client.Tests.Scripted;

namespace InfluenceGrpc.Client.Tests.Columns;

/// <summary>Columns over streams that break off, fail items and refuse chunks: every count is answered exactly once and in order.</summary>
public sealed class ColumnFlowTests : IAsyncLifetime
{
    private const int ItemsPerChunk = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private ScriptedServer server = null!;

    public async Task InitializeAsync() => server = await ScriptedServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1000, 1000)]
    [InlineData(1001, 7)]
    [InlineData(25_000, 999)]
    [InlineData(25_000, 25_000)]
    public async Task Classify_UnbrokenStream_AnswersEachCountOnce(int count, int perBlock)
    {
        var totals = await ClassifyAsync(count, perBlock);

        Assert.Equal((0L, (long)(count + ItemsPerChunk - 1) / ItemsPerChunk), (totals.Retries, totals.Chunks));
    }

    [Theory]
    [InlineData(Ending.Unavailable, 0)]
    [InlineData(Ending.Cut, 7)]
    [InlineData(Ending.Cut, 20)]
    [InlineData(Ending.Drain, 7)]
    [InlineData(Ending.Reset, 7)]
    [InlineData(Ending.Disconnect, 0)]
    [InlineData(Ending.Disconnect, 7)]
    [InlineData(Ending.Inactive, 7)]
    public async Task Classify_StreamBreaksOff_AnswersEachCountOnce(Ending ending, int after)
    {
        server.Script.Then(new Act(ending, after));

        var totals = await ClassifyAsync(20_000, 3333);

        // After all twenty answers only the summary is missing, which nobody needs.
        Assert.Equal(after == 20 ? 0 : 1, totals.Retries);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Classify_ManyFaultsInARow_AnswersEachCountOnce(int seed)
    {
        server.Script.ThenBreakOffOften(seed);

        await ClassifyAsync(40_000, (1000 * seed) - 1, retry => retry.StreamAttemptsWithoutProgress = 16);
    }

    [Fact]
    public async Task Classify_MissingCounts_FailAloneAndAreNeverZero()
    {
        using var client = server.Connect();
        ulong[] counts = [.. Enumerable.Range(0, 3000).Select(i => i % 10 == 3 ? FollowerCounts.Missing : (ulong)i)];
        server.Script.Then(new Act(Ending.Cut, 1));

        var classification = client.ClassifyFollowersAsync(counts);
        await foreach (var chunk in classification.WithTimeout(Patience))
        {
            Assert.Equal((100, 100), (chunk.FailedCount, chunk.Failures.Count));
            for (var i = 0; i < chunk.Count; i++)
            {
                var missing = counts[(int)chunk.First + i] == FollowerCounts.Missing;
                Assert.Equal(missing ? ClassifiedColumns.Failed : Script.OrdinalOf(counts[(int)chunk.First + i]), chunk.OrdinalsOf()[i]);
                Assert.Equal(missing ? "FOLLOWERS_MISSING" : null, chunk.ErrorOf(i)?.Reason);
            }

            Assert.Equal(Enumerable.Range(0, 100).Select(i => (10 * i) + 3), chunk.Failures.Select(failure => failure.Item));
            Assert.All(chunk.Failures, failure => Assert.Same(chunk.ErrorOf(failure.Item), failure.Error));
            Assert.Throws<ArgumentOutOfRangeException>(() => chunk.ErrorOf(chunk.Count));
        }

        Assert.Equal((2700L, 300L, 3000L), (classification.Totals.Ok, classification.Totals.Failed, classification.Totals.ItemsAnswered));
    }

    [Fact]
    public async Task Classify_RefusedChunk_FailsItsItemsAndGoesOn()
    {
        server.Script.Refuses = sequence => sequence == 2;
        using var client = server.Connect();

        var classification = client.ClassifyFollowersAsync(Counts(3000), new ClassifyStreamOptions { BoundaryMargins = true });
        await foreach (var chunk in classification.WithTimeout(Patience))
        {
            var isRefused = chunk.Sequence == 2;
            Assert.Equal(isRefused ? "TOO_MANY_ITEMS" : null, chunk.Refusal?.Reason);
            Assert.Equal(chunk.Refusal, chunk.ErrorOf(5));
            Assert.Equal(isRefused, chunk.OrdinalsOf().Contains(ClassifiedColumns.Failed));
            Assert.Equal(isRefused, !chunk.OrdinalsOf().ContainsAnyExcept(ClassifiedColumns.Failed));
            Assert.Equal((0, ItemsPerChunk, 0), (chunk.FailedCount, chunk.Count, chunk.MarginsOf().Length));
            Assert.Empty(chunk.Failures);
        }

        Assert.Equal((2000L, 1000L), (classification.Totals.Ok, classification.Totals.Refused));
    }

    [Fact]
    public async Task OrdinalsOf_ChunkOfBefore_IsRefused()
    {
        using var client = server.Connect();
        ClassifiedColumns? before = null;
        await foreach (var chunk in client.ClassifyFollowersAsync(Counts(2000)).WithTimeout(Patience))
        {
            if (before is not null)
            {
                Assert.Throws<ObjectDisposedException>(() => before.OrdinalsOf().Length);
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => chunk.OrdinalsOf(1).Length);
            Assert.Throws<ArgumentOutOfRangeException>(() => chunk.OrdinalsOf(-1).Length);
            Assert.Equal(1000, chunk.OrdinalsOf().Length);
            before = chunk;
        }

        Assert.Throws<ObjectDisposedException>(() => before!.OrdinalsOf().Length);
    }

    // A scheme of 64 tiers, and counts that are read before the next block is asked for.
    [Fact]
    public async Task Classify_BlocksInTheSameMemory_AreReadBeforeTheNext()
    {
        using var client = server.Connect();
        var answered = 0;
        await foreach (var chunk in client.ClassifyFollowersAsync(Blocks()).WithTimeout(Patience))
        {
            for (var i = 0; i < chunk.Count; i++)
            {
                Assert.Equal(Script.OrdinalOf((ulong)(answered++ / 700)), chunk.OrdinalsOf()[i]);
            }
        }

        Assert.Equal(7000, answered);

        static async IAsyncEnumerable<ReadOnlyMemory<ulong>> Blocks()
        {
            var same = new ulong[700];
            for (ulong block = 0; block < 10; block++)
            {
                Array.Fill(same, block);
                yield return same;
                await Task.Yield();
                Array.Fill(same, ulong.MaxValue);
                yield return ReadOnlyMemory<ulong>.Empty;
            }
        }
    }

    [Fact]
    public async Task Classify_OrdinalPastTheScheme_Fails()
    {
        server.Script.Scheme.Tiers.RemoveAt(Script.TierCount - 1);
        using var client = server.Connect();

        var fault = await Assert.ThrowsAsync<InfluenceException>(async () =>
        {
            await foreach (var chunk in client.ClassifyFollowersAsync(new ulong[] { 62, 63 }).WithTimeout(Patience))
            {
                Assert.Fail($"There is no tier {chunk.OrdinalsOf()[1]}.");
            }
        });

        Assert.Equal(StatusCode.Internal, fault.StatusCode);
    }

    private static ulong[] Counts(int count) => [.. Enumerable.Range(0, count).Select(i => (ulong)i * 977)];

    private async Task<StreamTotals> ClassifyAsync(int count, int perBlock, Action<RetryOptions>? retry = null)
    {
        using var client = server.Connect(retry);
        var blocks = Counts(count).Chunk(perBlock).Select(block => (ReadOnlyMemory<ulong>)block).ToAsyncEnumerable();
        var classification = client.ClassifyFollowersAsync(blocks);
        ulong next = 0;
        await foreach (var chunk in classification.WithTimeout(Patience))
        {
            Assert.Equal((next, 0, (InfluenceError?)null), ((ulong)chunk.First, chunk.FailedCount, chunk.Refusal));
            for (var i = 0; i < chunk.Count; i++)
            {
                Assert.Equal(Script.OrdinalOf(next++ * 977), chunk.OrdinalsOf()[i]);
            }
        }

        var totals = classification.Totals;
        Assert.Equal((ulong)count, next);
        Assert.Equal((count, count, count, 0L, true), (totals.ItemsSent, totals.ItemsAnswered, totals.Ok, totals.Failed, totals.Complete));
        Assert.Equal("scripted", classification.Schemes.Single().Id);
        AssertBytesAreThoseSent(totals);
        return totals;
    }

    private void AssertBytesAreThoseSent(StreamTotals totals)
    {
        var received = server.Script.Streams.SelectMany(stream => stream.Chunks).Sum(chunk => (long)new StreamClassifyTiersRequest { Chunk = chunk }.CalculateSize());
        Assert.InRange(totals.BytesSent, received, long.MaxValue);
    }
}
