using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>Profiles in Redis: one server, or a cluster.</summary>
/// <remarks>
/// What each part does: <see cref="RedisWatch"/> looks after the nodes and the near cache's lease, <see cref="RedisReads"/>
/// and <see cref="RedisWrites"/> answer calls, <see cref="RedisConnection"/> gives every command a time and stops asking
/// who does not answer.
/// </remarks>
internal sealed class RedisProfileStore : IProfileStore
{
    private static readonly TimeSpan PatienceAtStart = TimeSpan.FromSeconds(5);

    private const int ThreadsForHandshakes = 64;

    private readonly ProfileOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly RedisRoster roster;
    private readonly RedisWatch watch;
    private readonly RedisReads reads;
    private readonly RedisWrites writes;

    /// <summary>A store that is not open yet.</summary>
    /// <param name="options">Where Redis is, and how it is spoken to.</param>
    /// <param name="availability">Told whether Redis answers.</param>
    /// <param name="lease">Renewed while every write of any server is heard of, dropped when one may have been missed.</param>
    /// <param name="creatorChanged">Told of every creator that any server wrote, this one included. It must be quick: others wait behind it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of trouble and of its end.</param>
    /// <exception cref="StoreStartException">The settings can never work.</exception>
    public RedisProfileStore(
        ProfileOptions options,
        StoreAvailability availability,
        NearCacheLease lease,
        Action<string> creatorChanged,
        TimeProvider time,
        ILogger<RedisProfileStore> logger)
    {
        this.options = options;
        this.time = time;
        this.logger = logger;
        var keys = new ProfileKeys(options.Redis.KeyPrefix, options.Redis.Buckets);
        roster = new(new(options), keys, lease, creatorChanged, time, logger);
        watch = new(roster, lease, availability, options.Redis, time, logger);
        reads = new(keys, roster, watch, options.Redis.KeysPerCommand);
        writes = new(keys, roster, watch);
        availability.CountOpenCircuits = () => roster.Map.Masters.Sum(master => master.OpenCircuits);
    }

    /// <inheritdoc/>
    public bool HasReplicas => true;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Store.Tls)
        {
            KeepThreadsForHandshakes();
        }

        roster.AddSeeds();
        watch.Start();
        try
        {
            await watch.Warm.WaitAsync(PatienceAtStart, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            Log.RedisNotThereAtStart(logger, watch.Trouble());
        }
    }

    /// <inheritdoc/>
    public async ValueTask ReadAsync(ReadOnlyMemory<string> creatorIds, Memory<ProfileRead> reads, StoreCall call)
    {
        call.CancellationToken.ThrowIfCancellationRequested();
        reads.Span.Fill(ProfileRead.Unavailable);
        await this.reads.ReadAsync(creatorIds, reads, call.Lane, Deadline(call));
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<ProfileWrite> writes, Memory<WriteResult> results, int minReplicas, StoreCall call)
    {
        call.CancellationToken.ThrowIfCancellationRequested();
        // Unavailable, until it is known better.
        results.Span.Clear();
        await this.writes.WriteAsync(writes, results, minReplicas, call.Lane, Deadline(call));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await watch.DisposeAsync();
        await roster.DisposeAsync();
    }

    // The library blocks a thread of the pool for as long as a TLS handshake takes, and what the handshake waits for needs
    // another one. All lines open at once, at the start and whenever Redis comes back: with two cores the pool would be
    // all blocked, calls included, and grow by one thread a second. It makes no thread before one is missing.
    private static void KeepThreadsForHandshakes()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, ThreadsForHandshakes), ports);
    }

    private RedisDeadline Deadline(StoreCall call) =>
        RedisDeadline.Of(time, call.Lane == StoreLane.Unary ? options.Redis.Timeout : options.Redis.BulkTimeout, call);
}
