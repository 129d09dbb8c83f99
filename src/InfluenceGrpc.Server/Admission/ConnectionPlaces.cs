using InfluenceGrpc.Server.Operations;
using Microsoft.AspNetCore.Connections;

namespace InfluenceGrpc.Server.Admission;

/// <summary>
/// How many connections may be open. One more is closed at once: each costs memory and a file, whatever it says, and most limits on
/// calls are limits of a connection.
/// </summary>
/// <remarks>Kestrel has such a limit too, but logs a warning for each connection that it closes, which whoever opens them can fill a
/// log with. This one says it once a minute, with how many it was.</remarks>
/// <param name="most">Connections, at least 1.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told that there are too many.</param>
internal sealed class ConnectionPlaces(int most, TimeProvider time, ILogger<ConnectionPlaces> logger)
{
    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private int open;
    private long refused;
    private long? warned;

    /// <summary>Serves a connection, or closes it.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            if (Interlocked.Increment(ref open) <= most)
            {
                await next(connection);
                return;
            }
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }

        Tell();
        connection.Abort(new ConnectionAbortedException("As many connections are open as the server allows."));
    }

    private void Tell()
    {
        long since;
        lock (gate)
        {
            refused++;
            if (warned is { } at && time.GetElapsedTime(at) < BetweenWarnings)
            {
                return;
            }

            warned = time.GetTimestamp();
            since = refused;
            refused = 0;
        }

        Log.TooManyConnections(logger, most, since);
    }
}
