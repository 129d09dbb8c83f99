namespace InfluenceGrpc.Server.Streaming;

/// <summary>
/// Ends a call that lies still: its token is cancelled when <see cref="Touch"/> was not called for the limit, or when
/// the call's own token is.
/// </summary>
/// <remarks>
/// Touching only stores a time stamp; the timer looks at it when it fires and sets itself for the rest. A busy stream
/// thus costs no timer work per chunk, and a stream ends between one and one and a bit limits after its last sign of
/// life, never earlier.
/// </remarks>
internal sealed class ActivityWatch : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly TimeSpan limit;
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private long touched;
    private volatile bool expired;

    /// <summary>Starts watching.</summary>
    public ActivityWatch(TimeSpan limit, TimeProvider time, CancellationToken callToken)
    {
        this.limit = limit;
        this.time = time;
        source = CancellationTokenSource.CreateLinkedTokenSource(callToken);
        touched = time.GetTimestamp();
        timer = time.CreateTimer(static watch => ((ActivityWatch)watch!).Look(), this, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when the call is, or when it lay still for too long.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Whether the call lay still for too long.</summary>
    public bool Expired => expired;

    /// <summary>Notes a sign of life: the client sent something, or took something.</summary>
    public void Touch() => Volatile.Write(ref touched, time.GetTimestamp());

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        timer.Dispose();
        source.Dispose();
    }

    private void Look()
    {
        var rest = limit - time.GetElapsedTime(Volatile.Read(ref touched));
        if (rest > TimeSpan.Zero)
        {
            timer.Change(rest, Timeout.InfiniteTimeSpan);
            return;
        }

        expired = true;
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended while the timer fired.
        }
    }
}
