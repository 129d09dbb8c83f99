namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>Until when one call may wait for Redis, all its commands together.</summary>
internal readonly struct RedisDeadline
{
    // What is kept for telling the caller which items it could not have.
    private const double ShareOfTimeLeft = 0.8;

    private readonly TimeProvider time;
    private readonly long endsAt;

    private RedisDeadline(TimeProvider time, TimeSpan allowed, bool isCallers, CancellationToken cancellationToken)
    {
        this.time = time;
        endsAt = time.GetTimestamp() + (long)(allowed.TotalSeconds * time.TimestampFrequency);
        IsCallers = isCallers;
        CancellationToken = cancellationToken;
    }

    /// <summary>Whether the caller's haste set it, rather than our own patience: to miss it then says nothing about Redis.</summary>
    public bool IsCallers { get; }

    /// <summary>Cancelled when nobody waits any more.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>How long is left, in [0, 1 hour]; 0 when it is over.</summary>
    public TimeSpan Left => time.GetElapsedTime(time.GetTimestamp(), endsAt) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Whether it is over.</summary>
    public bool IsOver => time.GetTimestamp() >= endsAt;

    /// <summary>The deadline of a call.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="patience">How long Redis may take.</param>
    /// <param name="call">The call, whose own time may be shorter.</param>
    public static RedisDeadline Of(TimeProvider time, TimeSpan patience, StoreCall call) =>
        call.TimeLeft * ShareOfTimeLeft is { } callers && callers < patience
            ? new(time, callers, isCallers: true, call.CancellationToken)
            : new(time, patience, isCallers: false, call.CancellationToken);

    /// <summary>A deadline of our own.</summary>
    public static RedisDeadline After(TimeProvider time, TimeSpan allowed, CancellationToken cancellationToken) =>
        new(time, allowed, isCallers: false, cancellationToken);

    /// <summary>Waits a moment, not beyond the deadline.</summary>
    public Task PauseAsync(TimeSpan moment) => Task.Delay(moment < Left ? moment : Left, time, CancellationToken);

    /// <summary>Waits for a task until the deadline.</summary>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public Task<T> LimitAsync<T>(Task<T> task) => task.WaitAsync(Left, time, CancellationToken);
}
