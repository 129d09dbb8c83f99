using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Admission;

/// <summary>
/// Says in the log that more connections came than may be open: once a minute, with how many it was, since whoever opens them could fill
/// a log with a line for each.
/// </summary>
/// <param name="most">How many may be.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of it.</param>
internal sealed class ConnectionWarning(int most, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private long closed;
    private long? warned;

    /// <summary>Notes that a connection was closed for it.</summary>
    public void Tell()
    {
        long since;
        lock (gate)
        {
            closed++;
            if (warned is { } at && time.GetElapsedTime(at) < BetweenWarnings)
            {
                return;
            }

            warned = time.GetTimestamp();
            since = closed;
            closed = 0;
        }

        Log.TooManyConnections(logger, most, since);
    }
}
