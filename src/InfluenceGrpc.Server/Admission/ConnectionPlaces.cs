using Microsoft.AspNetCore.Connections;

namespace InfluenceGrpc.Server.Admission;

/// <summary>
/// How many connections may be open. One more is closed at once: each costs memory and a file, whatever it says, and most limits on
/// calls are limits of a connection.
/// </summary>
/// <remarks>Kestrel has such a limit too, but logs a warning for each connection that it closes.</remarks>
/// <param name="most">Connections, at least 1.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told that there are too many.</param>
internal sealed class ConnectionPlaces(int most, TimeProvider time, ILogger<ConnectionPlaces> logger)
{
    private readonly ConnectionWarning warning = new(most, time, logger);
    private int open;

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

        warning.Tell();
        connection.Abort(new ConnectionAbortedException("As many connections are open as the server allows."));
    }
}
