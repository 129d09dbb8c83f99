using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Server.Profiles.Embedded;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>What the embedded store's writer promises: who goes first, what happens in trouble, and that the file stays small.</summary>
public sealed class EmbeddedWriterTests : IAsyncLifetime, IDisposable
{
    private const int StoreFailed = 200;
    private const int StoreRecovered = 201;

    private readonly EmbeddedFile file = new();
    private EmbeddedProfileStore? opened;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (opened is not null)
        {
            await opened.DisposeAsync().AsTask().WaitAsync(StoreAsking.Patience);
        }
    }

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task Write_Single_DoesNotWaitBehindStreams()
    {
        var store = await OpenAsync();
        var chunks = Enumerable.Range(0, 10).Select(chunk => store.WriteManyAsync(
            Enumerable.Range(0, 5_000).Select(i => Blob.Put($"{chunk} {i}", 1)).ToArray())).ToArray();

        var result = await store.WriteAsync(Blob.Put("ada", 1));

        Assert.Contains(chunks, chunk => !chunk.IsCompleted);
        Assert.Equal(WriteResult.Applied, result);
        Assert.All((await Task.WhenAll(chunks).WaitAsync(StoreAsking.Patience)).SelectMany(results => results), each => Assert.Equal(WriteResult.Applied, each));
    }

    [Fact]
    public async Task Write_StreamWhileSinglesNeverEnd_IsNotLeftOut()
    {
        var store = await OpenAsync();
        using var over = new CancellationTokenSource();
        var singles = Enumerable.Range(0, 16).Select(async writer =>
        {
            for (var i = 1UL; !over.IsCancellationRequested; i++)
            {
                Assert.Equal(WriteResult.Applied, await store.WriteAsync(Blob.Put($"single {writer}", i)));
            }
        }).ToArray();

        var results = await store.WriteManyAsync(Enumerable.Range(0, 2_000).Select(i => Blob.Put($"bulk {i}", 1)).ToArray());

        await over.CancelAsync();
        await Task.WhenAll(singles).WaitAsync(StoreAsking.Patience);
        Assert.All(results, result => Assert.Equal(WriteResult.Applied, result));
    }

    [Fact]
    public async Task Dispose_WritesQueued_WritesThem()
    {
        var store = await OpenAsync();
        var writes = Enumerable.Range(0, 50).Select(i => store.WriteAsync(Blob.Put($"creator {i}", 1))).ToArray();

        await store.DisposeAsync().AsTask().WaitAsync(StoreAsking.Patience);

        Assert.All(await Task.WhenAll(writes).WaitAsync(StoreAsking.Patience), result => Assert.Equal(WriteResult.Applied, result));
        Assert.Equal("50", file.Ask("SELECT count(*) FROM profiles"));
        Assert.True((await store.ReadAsync("creator 1")).IsUnavailable);
        Assert.Equal(WriteResult.Unavailable, await store.WriteAsync(Blob.Put("ada", 1)));
    }

    [Fact]
    public async Task Write_DiskFull_IsUnavailableUntilAWriteSucceeds()
    {
        var store = await OpenAsync(maxPages: 40);
        var availabilities = new List<bool>();
        file.Availability.Follow(availabilities.Add);
        Assert.Equal(WriteResult.Applied, await store.WriteAsync(Blob.Put("ada", 1)));

        var results = await store.WriteManyAsync(Enumerable.Range(0, 100).Select(i => Blob.Put($"large {i}", 1, new string('x', 4_000))).ToArray());
        Assert.All(results, result => Assert.Equal(WriteResult.Unavailable, result));
        Assert.Equal(WriteResult.Unavailable, await store.WriteAsync(Blob.Put("too large", 1, new string('x', 400_000))));
        Assert.False(file.Availability.IsUp);

        Assert.NotNull(await store.BytesAsync("ada"));
        Assert.Null(await store.BytesAsync("large 0"));
        Assert.Equal(WriteResult.Applied, await store.WriteAsync(Blob.Put("ada", 2)));
        Assert.Equal([true, false, true], availabilities);
        Assert.Equal([StoreFailed, StoreRecovered], file.Log.EventIds);
    }

    [Fact]
    public async Task Write_FileLockedBySomebodyElse_RecoversByItself()
    {
        var store = await OpenAsync();
        await store.WriteAsync(Blob.Put("ada", 1));
        using var shell = file.Connect();
        EmbeddedFile.Ask(shell, "BEGIN IMMEDIATE");

        Assert.Equal(WriteResult.Unavailable, await store.WriteAsync(Blob.Put("ada", 2)));
        Assert.False(file.Availability.IsUp);
        Assert.Equal(1UL, (await store.ReadAsync("ada")).Profile!.Version);

        EmbeddedFile.Ask(shell, "ROLLBACK");
        await StoreAsking.UntilAsync(
            () =>
            {
                file.Time.Advance(TimeSpan.FromSeconds(5));
                return Task.FromResult(file.Availability.IsUp);
            },
            "the store finds that it can write again");
        Assert.Equal([StoreFailed, StoreRecovered], file.Log.EventIds);
        Assert.Equal("1", EmbeddedFile.Ask(shell, "SELECT count(*) FROM profiles"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_GivenUpBeforeItBegan_IsNeverWritten(bool cancelled)
    {
        var store = await OpenAsync();
        using var shell = file.Connect();
        EmbeddedFile.Ask(shell, "BEGIN IMMEDIATE");
        using var cancellation = new CancellationTokenSource();
        var results = new WriteResult[] { WriteResult.Applied };
        var write = store.WriteAsync(
            new[] { Blob.Put("ada", 1) }, results, 0, new(StoreLane.Unary, TimeSpan.FromSeconds(10), cancellation.Token)).AsTask();

        if (cancelled)
        {
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write.WaitAsync(StoreAsking.Patience));
        }
        else
        {
            // The store gives up before the caller's time is over.
            file.Time.Advance(TimeSpan.FromSeconds(9));
            await write.WaitAsync(StoreAsking.Patience);
            Assert.Equal(WriteResult.Unavailable, results[0]);
        }

        EmbeddedFile.Ask(shell, "ROLLBACK");
        await StoreAsking.UntilAsync(async () => await store.WriteAsync(Blob.Put("bob", 1)) is WriteResult.Applied or WriteResult.Unchanged, "the file is free");
        Assert.Null(await store.BytesAsync("ada"));
    }

    [Fact]
    public async Task Read_TimeOver_AnswersTheRestAsUnavailable()
    {
        var store = await OpenAsync();
        await store.WriteAsync(Blob.Put("ada", 1));
        var reads = new ProfileRead[1];

        await store.ReadAsync(new[] { "ada" }, reads, new(StoreLane.Unary, TimeSpan.FromTicks(-1), CancellationToken.None));

        Assert.True(reads[0].IsUnavailable);
    }

    // Each of them takes two pages of the log or three: 40 MiB at least, of 200 KB of profiles.
    [Fact]
    public async Task Write_ThousandsOfSmallOnes_LeaveTheLogShort()
    {
        var store = await OpenAsync();
        await store.WriteManyAsync(Enumerable.Range(0, 5_000).Select(i => Blob.Put($"creator {i}", 1)).ToArray());

        for (var i = 0; i < 5_000; i++)
        {
            Assert.Equal(WriteResult.Applied, await store.WriteAsync(Blob.Put($"creator {i * 7 % 5_000}", 2)));
        }

        // The file never becomes shorter while it is open: this is the most it was.
        Assert.InRange(new FileInfo(file.Path + "-wal").Length, 1, 16 * 1024 * 1024);
        file.Log.AssertNoErrors();
    }

    // Look-ups that overlap without end leave no moment in which nobody reads the log. It would grow beyond 100 MiB here.
    [Fact]
    public async Task Write_WhileOthersReadWithoutPause_LeavesTheLogShort()
    {
        var store = await OpenAsync();
        var ids = Enumerable.Range(0, 20_000).Select(i => $"creator {i}").ToArray();
        await store.WriteManyAsync([.. ids.Select(id => Blob.Put(id, 1))]);
        using var over = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 6).Select(_ => ReadOnAsync()).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(WriteOnAsync)).WaitAsync(2 * StoreAsking.Patience);

        await over.CancelAsync();
        Assert.All(await Task.WhenAll(readers).WaitAsync(StoreAsking.Patience), rounds => Assert.NotEqual(0, rounds));
        Assert.InRange(new FileInfo(file.Path + "-wal").Length, 1, 64 * 1024 * 1024);
        file.Log.AssertNoErrors();

        async Task WriteOnAsync(int writer)
        {
            await Task.Yield();
            for (var round = 0; round < 700; round++)
            {
                var writes = Enumerable.Range(0, 20).Select(i => Blob.Put(ids[((i * 1_000) + (round * 3) + writer) % ids.Length], (ulong)round + 2)).ToArray();
                await store.WriteManyAsync(writes);
            }
        }

        async Task<int> ReadOnAsync()
        {
            await Task.Yield();
            var rounds = 0;
            for (; !over.IsCancellationRequested; rounds++)
            {
                Assert.All(await store.ReadManyAsync(ids[..1_000]), read => Assert.NotNull(read.Profile));
            }

            return rounds;
        }
    }

    [Fact]
    public async Task Sweep_Expired_LeavesTheFileAndItsRoomIsUsedAgain()
    {
        var store = await OpenAsync();
        await store.WriteManyAsync(Enumerable.Range(0, 3_500)
            .Select(i => Blob.Put($"creator {i}", 1, new string('x', 300), i % 5 == 0 ? null : TimeSpan.FromMinutes(1))).ToArray());
        await store.WriteAsync(Blob.Delete("deleted", 1, TimeSpan.FromMinutes(1)));
        var pages = file.Ask("PRAGMA page_count");

        await StoreAsking.UntilAsync(
            () =>
            {
                file.Time.Advance(TimeSpan.FromSeconds(30));
                return Task.FromResult(file.Ask("SELECT count(*) FROM profiles") == "700");
            },
            "only what lives for ever is left");

        Assert.NotNull(await store.BytesAsync("creator 5"));
        await store.WriteManyAsync(Enumerable.Range(0, 2_000).Select(i => Blob.Put($"another {i}", 1, new string('x', 300))).ToArray());
        Assert.Equal(pages, file.Ask("PRAGMA page_count"));
        file.Log.AssertNoErrors();
    }

    private async Task<EmbeddedProfileStore> OpenAsync(uint? maxPages = null) => opened = await file.OpenAsync(maxPages);
}
