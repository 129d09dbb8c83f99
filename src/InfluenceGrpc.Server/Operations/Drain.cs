namespace InfluenceGrpc.Server.Operations;

/// <summary>
/// Says when the server is shutting down: from then on new calls are refused, streams end with a resume point, and
/// health says NOT_SERVING.
/// </summary>
internal sealed class Drain(IHostApplicationLifetime lifetime)
{
    /// <summary>Cancelled when shutdown begins.</summary>
    public CancellationToken Token => lifetime.ApplicationStopping;

    /// <summary>Whether shutdown has begun.</summary>
    public bool Started => lifetime.ApplicationStopping.IsCancellationRequested;
}
