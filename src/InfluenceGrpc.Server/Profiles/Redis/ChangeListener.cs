using Polly.CircuitBreaker;
using StackExchange.Redis;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>Hears what one node publishes, and knows up to when everything was heard.</summary>
/// <remarks>
/// Messages of one connection come in the order in which the node published them: the library keeps it (by its default;
/// later versions promise it for a ChannelMessageQueue only), and the work on one message ends before the next. So a beat of our own that comes back on the connection on which the one before it
/// came proves that no change was missed between them. Whether it is the same connection tells the library's count of
/// sockets, which grows before a new one is opened; its events come too late for that, and only hasten what the count
/// finds out anyway. The first beat on a new connection drops the lease: what was published meanwhile nobody heard.
/// </remarks>
internal sealed class ChangeListener : IAsyncDisposable
{
    private const int BeatsRemembered = 64;
    private const int NoEpoch = -1;
    private static readonly TimeSpan Deafness = TimeSpan.FromSeconds(2);

    private readonly string serverName;
    private readonly NearCacheLease lease;
    private readonly Action<string> creatorChanged;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly Beat[] sent = new Beat[BeatsRemembered];

    private volatile ConnectionMultiplexer? subscribed;
    private long subscribedAt;
    private long beats;
    private Beat heard;
    private long heardSockets = -1;

    /// <summary>A listener that hears nothing yet.</summary>
    public ChangeListener(
        RedisSetup setup, NodeAddress address, NearCacheLease lease, Action<string> creatorChanged, CircuitBreakerManualControl control, TimeProvider time)
    {
        serverName = setup.ServerName;
        this.lease = lease;
        this.creatorChanged = creatorChanged;
        this.time = time;
        Line = new(setup.ForNode(address, "changes", subscribes: true), control, time);
    }

    /// <summary>The connection that asks and beats; the one that hears is its twin.</summary>
    public RedisConnection Line { get; }

    /// <summary>The last beat that proves something; null where none does yet, or none of the lease's present epoch.</summary>
    public Beat? Proof
    {
        get
        {
            lock (gate)
            {
                return heard.Number > 0 && heard.Epoch == lease.Epoch ? heard : null;
            }
        }
    }

    /// <summary>Listens to a channel, if it does not yet; begins anew where nothing was heard for long.</summary>
    /// <param name="changes">The node's channel; always the same.</param>
    /// <param name="patience">How long Redis may take.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ListenAsync(string changes, TimeSpan patience, CancellationToken cancellationToken)
    {
        // The library takes a subscription without a connection and then forgets to make it, so it is asked before.
        if ((subscribed is not null && !IsDeaf()) || Line.Multiplexer is not { } multiplexer
            || multiplexer.GetSubscriber() is not { } subscriber || !subscriber.IsConnected(changes))
        {
            return;
        }

        var again = subscribed is not null;
        subscribedAt = time.GetTimestamp();
        subscribed = multiplexer;
        try
        {
            if (again)
            {
                await subscriber.UnsubscribeAsync(changes).WaitAsync(patience, time, cancellationToken);
            }
            else
            {
                multiplexer.ConnectionFailed += OnConnectionFailed;
            }

            await subscriber.SubscribeAsync(changes, (_, message) => Hear(message)).WaitAsync(patience, time, cancellationToken);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            // No beat will be heard, and deafness brings the next attempt.
        }
    }

    /// <summary>The next beat, to be published; empty while nothing is listened to.</summary>
    public string NextBeat()
    {
        if (subscribed is null)
        {
            return "";
        }

        lock (gate)
        {
            var beat = new Beat(++beats, time.GetTimestamp(), lease.Epoch);
            sent[beats % BeatsRemembered] = beat;
            return beat.Message(serverName);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (subscribed is { } multiplexer)
        {
            multiplexer.ConnectionFailed -= OnConnectionFailed;
        }

        await Line.DisposeAsync();
    }

    private void OnConnectionFailed(object? sender, ConnectionFailedEventArgs failure)
    {
        if (failure.ConnectionType == ConnectionType.Subscription)
        {
            lease.Drop();
        }
    }

    private void Hear(string? message)
    {
        if (string.IsNullOrEmpty(message))
        {
            return;
        }

        if (message[0] != Beat.Mark)
        {
            foreach (var creatorId in message.Split('\n'))
            {
                creatorChanged(creatorId);
            }
        }
        else if (Beat.Read(message, serverName) is { } number)
        {
            HearBeat(number);
        }
    }

    private void HearBeat(long number)
    {
        lock (gate)
        {
            var beat = sent[number % BeatsRemembered];
            var sockets = subscribed?.GetCounters().Subscription.SocketCount ?? -1;
            if (beat.Number != number)
            {
                return;
            }

            // A gap as well: no node skips a message but by closing the connection, so this only makes sure.
            if (sockets != heardSockets || number != heard.Number + 1)
            {
                lease.Drop();
                beat = beat with { Epoch = NoEpoch };
            }

            heardSockets = sockets;
            heard = beat;
        }
    }

    private bool IsDeaf()
    {
        lock (gate)
        {
            var last = heard.Number > 0 ? Math.Max(heard.SentAt, subscribedAt) : subscribedAt;
            return time.GetElapsedTime(last) > Deafness;
        }
    }
}
