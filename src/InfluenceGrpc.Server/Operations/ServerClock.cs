namespace InfluenceGrpc.Server.Operations;

/// <summary>How long the server has been up.</summary>
internal sealed class ServerClock(TimeProvider time)
{
    private readonly long started = time.GetTimestamp();

    /// <summary>Time since the server was put together.</summary>
    public TimeSpan Uptime => time.GetElapsedTime(started);
}
