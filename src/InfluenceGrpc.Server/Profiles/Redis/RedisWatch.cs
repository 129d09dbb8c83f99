using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>Looks after the nodes, round by round: finds them, asks whether they answer, and keeps the near cache's lease.</summary>
/// <remarks>
/// The store counts as up while any master answers: in a cluster that lost a node the profiles of the others are still
/// there, and items of the lost one are unavailable one by one. The lease is renewed only while every master answers, is
/// listened to, and knows of no master that is not: a write could be on any of them.
/// </remarks>
internal sealed class RedisWatch : IAsyncDisposable
{
    private static readonly TimeSpan LongestRound = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LeastBetweenRounds = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Abandoned = TimeSpan.FromSeconds(10);

    private readonly RedisRoster roster;
    private readonly NearCacheLease lease;
    private readonly StoreAvailability availability;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly TimeSpan maxStaleness;
    private readonly TimeSpan round;
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim wanted = new(0, 1);
    private readonly TaskCompletionSource warm = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task watching = Task.CompletedTask;
    private bool leaseWasHeld;

    /// <summary>A watch that has not begun.</summary>
    public RedisWatch(
        RedisRoster roster, NearCacheLease lease, StoreAvailability availability, RedisOptions options, TimeProvider time, ILogger logger)
    {
        this.roster = roster;
        this.lease = lease;
        this.availability = availability;
        this.time = time;
        this.logger = logger;
        maxStaleness = options.MaxStaleness;
        round = maxStaleness / 4 < LongestRound ? maxStaleness / 4 : LongestRound;
    }

    /// <summary>Completes when every master is found, answers and has all it needs.</summary>
    public Task Warm => warm.Task;

    /// <summary>Begins; called once.</summary>
    public void Start() => watching = WatchAsync(stopping.Token);

    /// <summary>Asks for a round soon: something is not where it was thought to be.</summary>
    public void LookSoon()
    {
        try
        {
            wanted.Release();
        }
        catch (SemaphoreFullException)
        {
            // Asked for already.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
        wanted.Dispose();
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        while (true)
        {
            var looks = await Task.WhenAll(roster.Nodes.Select(node => node.LookAsync(cancellationToken)));
            var answered = looks.OfType<NodeLook>().ToArray();
            if (roster.Update(answered, Abandoned))
            {
                lease.Drop();
            }

            RenewLease(answered);
            NoteAvailability();
            await Task.Delay(LeastBetweenRounds, time, cancellationToken);
            await WaitAsync(round - LeastBetweenRounds, cancellationToken);
        }
    }

    private async Task WaitAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await wanted.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody asked: the round comes at its time.
        }
    }

    // The looks of this round are not older than the beats that are heard by now: what a node said of its cluster held when
    // the beat was published, or later.
    private void RenewLease(NodeLook[] looks)
    {
        var masters = roster.Map.Masters;
        var oldest = long.MaxValue;
        var epoch = lease.Epoch;
        foreach (var master in masters)
        {
            if (looks.FirstOrDefault(look => look.Node == master) is not { IsFit: true } look
                || !roster.KnowsAll(look.View) || master.Changes.Proof is not { } proof || proof.Epoch != epoch)
            {
                oldest = long.MinValue;
                break;
            }

            oldest = Math.Min(oldest, proof.SentAt);
        }

        if (masters.Count > 0 && oldest != long.MinValue)
        {
            // Refused where the lease was dropped meanwhile.
            lease.RenewUntil(oldest + (long)(maxStaleness.TotalSeconds * time.TimestampFrequency), epoch);
        }

        NoteLease();
    }

    private void NoteLease()
    {
        var isHeld = lease.IsHeld;
        if (isHeld != leaseWasHeld)
        {
            leaseWasHeld = isHeld;
            if (isHeld)
            {
                Log.RedisLeaseHeld(logger);
            }
            else
            {
                Log.RedisLeaseLost(logger);
            }
        }
    }

    private void NoteAvailability()
    {
        var masters = roster.Map.Masters;
        var up = masters.Any(master => master.Answers);
        if (availability.Set(up))
        {
            if (up)
            {
                var answering = masters.Count(master => master.Answers);
                Log.RedisUp(logger, answering, masters.Count);
            }
            else
            {
                var trouble = Trouble();
                Log.RedisDown(logger, trouble);
            }
        }

        if (masters.Count > 0 && masters.All(master => master.IsWarm) && roster.Map.Redirected?.IsConnected != false)
        {
            warm.TrySetResult();
        }
    }

    /// <summary>Why Redis does not answer, fit for logs.</summary>
    public string Trouble() => roster.IsContested ? "several servers are masters, and in no cluster" : string.Join("; ", roster.Nodes.Where(node => !node.Answers).Select(node => $"{node.Name}: {node.Trouble}"));
}
