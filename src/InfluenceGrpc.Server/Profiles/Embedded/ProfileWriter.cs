using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Profiles.Embedded;

/// <summary>
/// The thread that writes. What waits while one transaction goes to the disk shares the next one, so many callers cost
/// few trips to the disk. Single writes go before streams.
/// </summary>
/// <remarks>
/// A thread of its own, for it waits for the disk, and the pool's threads have calls to answer. In between it looks after
/// the file: it moves the log into it after callers have their answers, sweeps out what has expired, and where writes
/// failed, tries whether they work again, since callers may stay away from a store that is not available.
/// </remarks>
internal sealed class ProfileWriter : IAsyncDisposable
{
    private const int MaxUnaryCalls = 1024;
    private const int MaxBulkCalls = 64;
    private const int MaxUnaryWrites = 4096;
    private const int MaxBulkWrites = 2048;

    // Pages that the log grows by before they are moved into the file: 8 MiB. By pages, not by bytes of profiles: a small
    // profile that is written by itself costs two pages or three, hundreds of times its length. A transaction of the most
    // writes comes on top of it, so the log stays below 64 MiB; only somebody else's long read can hold more of it.
    private const int CheckpointPages = 2048;
    private const int SweptRows = 1000;

    private static readonly TimeSpan BetweenSlices = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromSeconds(5);

    private readonly WriterConnection connection;
    private readonly StoreAvailability availability;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly WriteLine unary = new(MaxUnaryCalls);
    private readonly WriteLine bulk = new(MaxBulkCalls);
    private readonly WriteBatch batch = new();
    private readonly AutoResetEvent work = new(initialState: false); // Never disposed: callers may come late to set it.
    private readonly ITimer upkeep;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile bool isClosing;
    private volatile bool isUpkeepDue;
    private bool isFailing;
    private long uncheckpointed = CheckpointPages; // What a killed server left in the log is moved at once.
    private long sweptUpTo;

    /// <summary>Starts writing.</summary>
    /// <param name="connection">Taken over.</param>
    /// <param name="availability">Told when writes fail and when they work again.</param>
    /// <param name="time">Tells what has expired.</param>
    /// <param name="logger">Told once of every trouble.</param>
    public ProfileWriter(WriterConnection connection, StoreAvailability availability, TimeProvider time, ILogger logger)
    {
        this.connection = connection;
        this.availability = availability;
        this.time = time;
        this.logger = logger;
        upkeep = time.CreateTimer(_ => Wake(upkeepIsDue: true), null, BetweenSlices, Timeout.InfiniteTimeSpan);
        new Thread(Run) { IsBackground = true, Name = "profile writer" }.Start();
    }

    /// <summary>Queues a call. Returns false where it was cancelled before it was queued, or the writer is closing.</summary>
    public async ValueTask<bool> TryAddAsync(PendingWrites call, StoreLane lane, CancellationToken cancellationToken)
    {
        try
        {
            await (lane == StoreLane.Unary ? unary : bulk).AddAsync(call, cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or System.Threading.Channels.ChannelClosedException)
        {
            return false;
        }

        Wake(upkeepIsDue: false);
        return true;
    }

    /// <summary>Takes in no more calls, writes those that wait, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        unary.Close();
        bulk.Close();
        isClosing = true;
        Wake(upkeepIsDue: false);
        await ended.Task;
        await upkeep.DisposeAsync();
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private void Wake(bool upkeepIsDue)
    {
        if (upkeepIsDue)
        {
            isUpkeepDue = true;
        }

        work.Set();
    }

    private void Run()
    {
        while (true)
        {
            // Asked before looking for work: what was queued before the lines closed is still seen.
            var isLast = isClosing;
            if (unary.HasWork || bulk.HasWork)
            {
                WriteWaiting();
            }
            else if (isLast)
            {
                break;
            }
            else if (isUpkeepDue)
            {
                isUpkeepDue = false;
                LookAfterFile();
            }
            else
            {
                work.WaitOne();
            }
        }

        Guard(connection.Dispose);
        ended.SetResult();
    }

    private void WriteWaiting()
    {
        if (!Guard(WriteBatch))
        {
            connection.Rollback();
            if (batch.IsEmpty)
            {
                batch.TakeAll(unary);
                batch.TakeAll(bulk);
            }

            batch.Fail();
            return;
        }

        NoteWorks();
        batch.End();
        CheckpointIfDue();
    }

    private void CheckpointIfDue()
    {
        uncheckpointed += connection.TakePagesLogged();
        if (uncheckpointed >= CheckpointPages)
        {
            // Where it fails, not with every write again: the log holds what it would have moved.
            uncheckpointed = 0;
            Guard(connection.Checkpoint);
        }
    }

    private void WriteBatch()
    {
        connection.Begin();
        var now = Now;
        batch.Fill(unary, connection, now, MaxUnaryWrites);
        batch.Fill(bulk, connection, now, MaxBulkWrites, before: unary);
        connection.Commit();
    }

    private void LookAfterFile()
    {
        if (isFailing)
        {
            if (Guard(connection.Probe))
            {
                NoteWorks();
            }
            else
            {
                connection.Rollback();
            }
        }
        else if (Guard(() => sweptUpTo = connection.Sweep(sweptUpTo, SweptRows, Now) ?? 0) && !isFailing)
        {
            upkeep.Change(sweptUpTo > 0 ? BetweenSlices : BetweenSweeps, Timeout.InfiniteTimeSpan);
            CheckpointIfDue();
        }
    }

    // Anything thrown on a thread of our own would end the process, so everything is caught, told once, and tried again.
    private bool Guard(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception exception)
        {
            if (!isFailing)
            {
                isFailing = true;
                Log.EmbeddedStoreFailed(logger, exception);
                availability.Set(false);
            }

            upkeep.Change(BetweenProbes, Timeout.InfiniteTimeSpan);
            return false;
        }
    }

    private void NoteWorks()
    {
        if (isFailing)
        {
            isFailing = false;
            Log.EmbeddedStoreRecovered(logger);
            availability.Set(true);
            upkeep.Change(BetweenSlices, Timeout.InfiniteTimeSpan);
        }
    }
}
