using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace InfluenceGrpc.Server.Admission;

/// <summary>
/// Connections whose clients ask one thing and leave. None gets old, and where as many are open as may be, the oldest makes room for
/// the next: whoever opens all that there may be and keeps them, silent or not, does not keep others out.
/// </summary>
/// <remarks>
/// The places of <see cref="ConnectionPlaces"/> would go to whoever holds on to them, and as each came free, to whoever tries most often.
/// Here an honest client is cut off only where as many others as may be open connect while it asks.
/// </remarks>
/// <param name="most">Connections, at least 1.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told that there are too many.</param>
internal sealed class BriefConnections(int most, TimeProvider time, ILogger<BriefConnections> logger)
{
    /// <summary>The age at which a connection is asked to end: calls under way go on, new ones need another.</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromSeconds(10);

    /// <summary>How long it then has, until it is cut off whatever is under way.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly ConnectionWarning warning = new(most, time, logger);
    private readonly Lock gate = new();
    private readonly LinkedList<ConnectionContext> oldestFirst = new();

    /// <summary>Serves a connection until it ends, is too old, or has to make room.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var place = new LinkedListNode<ConnectionContext>(connection);
        Enter(place);
        try
        {
            await using var asking = time.CreateTimer(AskToEnd, connection, Life, Timeout.InfiniteTimeSpan);
            await using var ending = time.CreateTimer(CutOff, connection, Life + Grace, Timeout.InfiniteTimeSpan);
            await next(connection);
        }
        finally
        {
            Leave(place);
        }
    }

    private static void AskToEnd(object? connection) =>
        ((ConnectionContext)connection!).Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>().RequestClose();

    private static void CutOff(object? connection) =>
        ((ConnectionContext)connection!).Abort(new ConnectionAbortedException("Connections to this port end after some seconds."));

    private void Enter(LinkedListNode<ConnectionContext> place)
    {
        ConnectionContext? oldest = null;
        lock (gate)
        {
            if (oldestFirst.Count == most)
            {
                oldest = oldestFirst.First!.Value;
                oldestFirst.RemoveFirst();
            }

            oldestFirst.AddLast(place);
        }

        // Outside the lock: what ends a connection may run whatever waits for its end. That it ended by itself meanwhile does no harm.
        if (oldest is not null)
        {
            warning.Tell();
            oldest.Abort(new ConnectionAbortedException("As many connections are open as the server allows, and this is the oldest."));
        }
    }

    // One that made room is in the list no more.
    private void Leave(LinkedListNode<ConnectionContext> place)
    {
        lock (gate)
        {
            if (place.List is not null)
            {
                oldestFirst.Remove(place);
            }
        }
    }
}
