using StackExchange.Redis;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>When a connection that cannot be made is given up and tried again: not all servers at the same moment.</summary>
internal sealed class JitteredRetry : IReconnectRetryPolicy
{
    private const int LeastMilliseconds = 500;
    private const int MostMilliseconds = 1000;

    private readonly int patience = Random.Shared.Next(LeastMilliseconds, MostMilliseconds);

    /// <inheritdoc/>
    public bool ShouldRetry(long currentRetryCount, int timeElapsedMillisecondsSinceLastRetry) =>
        timeElapsedMillisecondsSinceLastRetry >= patience;
}
