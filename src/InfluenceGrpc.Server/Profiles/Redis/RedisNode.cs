using InfluenceGrpc.Server.Operations;
using Polly.CircuitBreaker;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>A node of Redis, and the lines to it: each kind of traffic has its own, so that none waits behind another.</summary>
/// <remarks>
/// The unit that is given up is the node: a ping that fails on the line of single questions, where little is under way,
/// closes all lines at once, and one that is answered opens them. Silence counts from the second ping on, because a busy
/// machine misses one now and then; a connection that is not there counts at once. A
/// server in no cluster that is a replica counts as silent as well: what it has is another's, and may be old. Beside that, every line has a circuit
/// breaker of its own.
/// </remarks>
internal sealed class RedisNode : IAsyncDisposable
{
    private const int SilencesThatCount = 2;
    // What a first connection with TLS may take on a busy machine.
    private static readonly TimeSpan TimeToOpen = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly CircuitBreakerManualControl control;

    private string channel = "";
    private int silences;
    private bool silenceIsKnown;
    private bool? isReplica;
    private bool replicaIsKnown;
    private bool hasAnswered;
    private long answeredAt;
    private volatile bool isLeft;

    /// <summary>Begins to open the lines.</summary>
    /// <param name="setup">How lines are made.</param>
    /// <param name="address">Where the node is.</param>
    /// <param name="before">The node as it was before its lines were made anew: its troubles are no news; null where it is new.</param>
    /// <param name="lease">Dropped when changes may have been missed.</param>
    /// <param name="creatorChanged">Told of every creator that was written.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told when the node falls silent and when it is back.</param>
    public RedisNode(
        RedisSetup setup,
        NodeAddress address,
        RedisNode? before,
        NearCacheLease lease,
        Action<string> creatorChanged,
        TimeProvider time,
        ILogger logger)
    {
        silenceIsKnown = before?.silenceIsKnown ?? false;
        replicaIsKnown = before?.replicaIsKnown ?? false;
        // Whom we had given up is not asked before it has been looked at.
        control = new(isIsolated: before is not null);
        answeredAt = time.GetTimestamp();
        this.time = time;
        this.logger = logger;
        Address = address;
        Name = $"{address}";
        Refusals = new(Name, logger);
        Unary = new(setup.ForNode(address, "unary", subscribes: false), control, time);
        Bulk = new(setup.ForNode(address, "bulk", subscribes: false), control, time);
        Waiting = new(setup.ForNode(address, "waiting", subscribes: false), control, time);
        Changes = new(setup, address, lease, creatorChanged, control, time);
    }

    /// <summary>Where it is.</summary>
    public NodeAddress Address { get; }

    /// <summary>The address as people read it.</summary>
    public string Name { get; }

    /// <summary>Its id in its cluster; null for a server that is in none, or while not known.</summary>
    public string? Id { get; private set; }

    /// <summary>Where changes that are written here are published; empty while not known.</summary>
    public string Channel => channel + Id;

    /// <summary>For single questions and batches.</summary>
    public RedisConnection Unary { get; }

    /// <summary>For streams.</summary>
    public RedisConnection Bulk { get; }

    /// <summary>For writes that wait for replicas: waiting holds up whatever else is on the line.</summary>
    public RedisConnection Waiting { get; }

    /// <summary>Whose turn it is to wait: what one call waits for must not be mixed with another's.</summary>
    /// <remarks>
    /// Never disposed of, not even with the node: calls may hold it or wait for it then, and those that wait would do so
    /// for ever. It has nothing that must be given back.
    /// </remarks>
    public SemaphoreSlim WaitingTurn { get; } = new(1, 1);

    /// <summary>Told what became of writes.</summary>
    public WriteRefusals Refusals { get; }

    /// <summary>Hears of writes.</summary>
    public ChangeListener Changes { get; }

    /// <summary>Whether it is looked after no more, and its lines are closed.</summary>
    public bool IsLeft => isLeft;

    /// <summary>Whether it answers, as far as is known.</summary>
    public bool Answers { get; private set; }

    /// <summary>Whether all its lines are open and it has the script.</summary>
    public bool IsWarm { get; private set; }

    /// <summary>Why it does not answer; empty where it does.</summary>
    public string Trouble { get; private set; } = "not asked yet";

    /// <summary>How long ago it last answered, or was begun with.</summary>
    public TimeSpan AskedInVainFor => time.GetElapsedTime(answeredAt);

    /// <summary>How many of the lines for calls are not asked now.</summary>
    public int OpenCircuits => (Unary.IsCircuitOpen ? 1 : 0) + (Bulk.IsCircuitOpen ? 1 : 0) + (Waiting.IsCircuitOpen ? 1 : 0);

    /// <summary>The line for a kind of traffic.</summary>
    public RedisConnection Line(StoreLane lane) => lane == StoreLane.Unary ? Unary : Bulk;

    /// <summary>Notes who it is: only then is it listened to.</summary>
    /// <param name="id">Its id in its cluster; null where it is in none.</param>
    /// <param name="changes">Where its changes are published; in a cluster without its id.</param>
    public void Become(string? id, string changes)
    {
        Id = id;
        channel = changes;
    }

    /// <summary>Finds out whether it answers, has it beat, and asks how it sees the cluster; null where it does not say.</summary>
    public async Task<NodeLook?> LookAsync(CancellationToken cancellationToken)
    {
        var deadline = RedisDeadline.After(time, Patience, cancellationToken);
        if (Channel.Length > 0)
        {
            await Changes.ListenAsync(Channel, Patience, cancellationToken);
        }

        // Both at once: a beat is not to wait for a ping.
        var looking = Changes.Line.ProbeAsync((channel, Changes.NextBeat()), LookScript.CallAsync, deadline).AsTask();
        var ping = await Unary.ProbeAsync(0, (database, _) => database.PingAsync(), deadline);
        var answer = await looking;
        var look = answer.IsAnswered ? NodeLook.Read(this, answer.Value!) : null;
        isReplica = look?.IsLoneReplica ?? isReplica;
        await (ping.IsAnswered && isReplica == true ? TurnAwayAsync() : NoteAsync(ping.Kind, ping.IsAnswered ? answer.Reason : ping.Reason));
        if (Answers && !IsWarm)
        {
            await WarmUpAsync(deadline);
        }

        return look;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        isLeft = true;
        await Task.WhenAll(
            Unary.DisposeAsync().AsTask(), Bulk.DisposeAsync().AsTask(), Waiting.DisposeAsync().AsTask(), Changes.DisposeAsync().AsTask());
    }

    private async Task NoteAsync(ReplyKind ping, string reason)
    {
        if (ping == ReplyKind.Answered)
        {
            if (Id is null && isReplica is null)
            {
                // It may be a replica, and may not be asked before it has said that it is none.
                Trouble = reason;
                return;
            }

            answeredAt = time.GetTimestamp();
            silences = 0;
            hasAnswered = true;
            silenceIsKnown = replicaIsKnown = false;
            Trouble = "";
            if (!Answers)
            {
                Answers = true;
                await control.CloseAsync();
                Log.RedisNodeAnswers(logger, Name);
            }

            return;
        }

        Trouble = Unary.Refusal ?? reason;
        if (!hasAnswered && AskedInVainFor < TimeToOpen)
        {
            // Its lines are only being opened.
            return;
        }

        silences = Unary.IsConnected ? silences + 1 : SilencesThatCount;
        if (silences >= SilencesThatCount)
        {
            if (Answers || !silenceIsKnown)
            {
                Log.RedisNodeSilent(logger, Name, Trouble);
            }

            silenceIsKnown = true;
            Answers = IsWarm = false;
            await control.IsolateAsync();
        }
    }

    // When it last answered stays as it was, so that its lines are made anew now and then: its name may lead elsewhere by now.
    private async Task TurnAwayAsync()
    {
        if (!replicaIsKnown)
        {
            Log.RedisNodeIsReplica(logger, Name);
        }

        replicaIsKnown = hasAnswered = true;
        silenceIsKnown = false;
        silences = 0;
        Trouble = "it is a replica, not a master";
        Answers = IsWarm = false;
        await control.IsolateAsync();
    }

    private async Task WarmUpAsync(RedisDeadline deadline)
    {
        var bulk = Bulk.ProbeAsync(0, (database, _) => database.PingAsync(), deadline).AsTask();
        var waiting = Waiting.ProbeAsync(0, (database, _) => database.PingAsync(), deadline).AsTask();
        var script = await Unary.ProbeAsync(0, (database, _) => WriteScript.LoadAsync(database), deadline);
        IsWarm = (await bulk).IsAnswered && (await waiting).IsAnswered && script.IsAnswered;
    }
}
