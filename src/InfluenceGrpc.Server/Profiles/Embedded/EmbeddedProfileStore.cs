using InfluenceGrpc.Server.Operations;
using Microsoft.Data.Sqlite;

namespace InfluenceGrpc.Server.Profiles.Embedded;

/// <summary>Profiles in a database file of the server's own: SQLite, within the process.</summary>
/// <remarks>
/// Readers have connections of their own and wait for nobody; one thread writes (<see cref="ProfileWriter"/>). A write is
/// answered once it is on the disk. One server has the file, so the near cache may always answer.
/// </remarks>
internal sealed class EmbeddedProfileStore(
    string path, StoreAvailability availability, NearCacheLease lease, TimeProvider time, ILogger<EmbeddedProfileStore> logger) : IProfileStore
{
    // Look-ups between two looks at the clock, the caller and whoever else wants the thread: 2 or 3 ms.
    private const int SliceItems = 256;

    // What of the caller's time is ours; the rest is for telling which items it could not have.
    private const double ShareOfTime = 0.8;

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private FileClaim? claim;
    private ReaderPool? readers;
    private ProfileWriter? writer;
    private volatile bool isReadFailing;
    private bool isDisposed;

    /// <summary>Most pages (of 4096 bytes) of the file; null for as many as the disk holds. For tests of a full disk.</summary>
    public uint? MaxPages { get; init; }

    /// <inheritdoc/>
    public bool HasReplicas => false;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = FileWithFolder(Path.GetFullPath(path));
        if (!FileClaim.WasTaken(file))
        {
            EmbeddedDatabase.CheckUnclaimed(file);
        }

        claim = FileClaim.Take(file);
        try
        {
            writer = new(WriterConnection.Open(file, MaxPages), availability, time, logger);
        }
        catch
        {
            claim.Dispose();
            throw;
        }

        readers = new(file);
        lease.HoldForever();
        availability.Set(true);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask ReadAsync(ReadOnlyMemory<string> creatorIds, Memory<ProfileRead> reads, StoreCall call)
    {
        var begun = time.GetTimestamp();
        var patience = Patience(call.TimeLeft);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        for (var first = 0; first < creatorIds.Length; first += SliceItems)
        {
            if (first > 0)
            {
                // A long read gives way to whoever waits for a thread.
                await Task.Yield();
            }

            call.CancellationToken.ThrowIfCancellationRequested();
            if (patience is { } limit && time.GetElapsedTime(begun) >= limit)
            {
                reads.Span[first..].Fill(ProfileRead.Unavailable);
                return;
            }

            var count = Math.Min(SliceItems, creatorIds.Length - first);
            ReadSlice(creatorIds.Span.Slice(first, count), reads.Span.Slice(first, count), now);
        }
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<ProfileWrite> writes, Memory<WriteResult> results, int minReplicas, StoreCall call)
    {
        call.CancellationToken.ThrowIfCancellationRequested();
        if (writes.IsEmpty)
        {
            return;
        }

        results.Span.Clear(); // Unavailable, until it is decided.
        var pending = new PendingWrites(writes, results);
        using var patience = new CancellationTokenSource(Patience(call.TimeLeft) ?? Timeout.InfiniteTimeSpan, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, call.CancellationToken);
        if (writer is { } open && await open.TryAddAsync(pending, call.Lane, limit.Token))
        {
            await using var givingUp = limit.Token.UnsafeRegister(static state => ((PendingWrites)state!).GiveUp(), pending);
            await pending.Ended;
        }

        if (!pending.IsWhole)
        {
            call.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Readers first: the writer then is the last to close, which moves the log into the file.
        readers?.Dispose();
        if (Interlocked.Exchange(ref isDisposed, true))
        {
            return;
        }

        if (writer is { } open)
        {
            await open.DisposeAsync();
        }

        claim?.Dispose();
    }

    private void ReadSlice(ReadOnlySpan<string> creatorIds, Span<ProfileRead> reads, long now)
    {
        ReaderConnection? reader = null;
        try
        {
            if (readers?.TryRent(out reader) is true)
            {
                reader!.Read(creatorIds, reads, now);
                readers.Return(reader);
                isReadFailing = false;
                return;
            }
        }
        catch (SqliteException exception)
        {
            reader?.Dispose();
            if (!isReadFailing)
            {
                isReadFailing = true;
                Log.EmbeddedReadFailed(logger, exception);
            }
        }

        reads.Fill(ProfileRead.Unavailable);
    }

    private static TimeSpan? Patience(TimeSpan? timeLeft) => timeLeft switch
    {
        null => null,
        { Ticks: <= 0 } => TimeSpan.Zero,
        { } left when left > LongestWait => LongestWait,
        { } left => left * ShareOfTime,
    };

    // Makes the folder; follows links, so that two names of one file are one claim.
    private static string FileWithFolder(string path)
    {
        if (Directory.Exists(path))
        {
            throw new StoreStartException($"The profile store {path} is a folder. Name a file in it with --store sqlite:FILE.");
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var file = new FileInfo(path);
            return file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw EmbeddedDatabase.NotToBeOpened(path, exception);
        }
    }
}
