using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace InfluenceGrpc.Server.Operations;

/// <summary>
/// Asks connections to end at a certain age, so that clients connect anew and balancers in between place them anew: a server that
/// joins would else get nothing from clients that are there already. HTTP/2 tells the client (GOAWAY); calls under way go on for as
/// long as they take, and only new ones go to another connection.
/// </summary>
/// <param name="age">How old a connection gets, &gt; 0; a tenth more or less, so that not all that began together end together.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Where the tenth comes from; used under a lock.</param>
internal sealed class ConnectionAge(TimeSpan age, TimeProvider time, Random random)
{
    private const double Jitter = 0.1;

    private readonly Lock gate = new();

    /// <summary>Serves a connection, and asks it to end when it is old. The timer ends with the connection.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var lifetime = connection.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>();
        await using var timer = time.CreateTimer(
            static state => ((IConnectionLifetimeNotificationFeature)state!).RequestClose(), lifetime, NextAge(), Timeout.InfiniteTimeSpan);
        await next(connection);
    }

    /// <summary>How old the next connection gets.</summary>
    internal TimeSpan NextAge()
    {
        lock (gate)
        {
            return age * (1 - Jitter + (2 * Jitter * random.NextDouble()));
        }
    }
}
