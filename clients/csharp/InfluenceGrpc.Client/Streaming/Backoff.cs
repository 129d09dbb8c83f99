namespace InfluenceGrpc.Client.Streaming;

/// <summary>Counts attempts that brought nothing, and tells how long to wait before the next.</summary>
internal sealed class Backoff(RetryOptions options, int mostAttempts)
{
    private readonly Random random = options.Seed is { } seed ? new Random(seed) : new Random();
    private int attempts = 1;

    /// <summary>For streams that break off.</summary>
    public Backoff(RetryOptions options)
        : this(options, options.StreamAttemptsWithoutProgress)
    {
    }

    public void Progress() => attempts = 1;

    /// <summary>The wait before the next attempt; null when there is none left.</summary>
    /// <param name="asked">What the server asks for, which is the least; the client's own choice grows past it.</param>
    /// <param name="elsewhere">
    /// Whether another server takes the next attempt. That one did not ask for anything, so the first comes at once.
    /// </param>
    public TimeSpan? Next(TimeSpan? asked, bool elsewhere = false)
    {
        if (attempts >= mostAttempts)
        {
            return null;
        }

        if (elsewhere)
        {
            asked = null;
            if (attempts == 1)
            {
                attempts++;
                return TimeSpan.Zero;
            }
        }

        // 2^20 of anything is past every sensible maximum.
        var grown = Math.Min(options.MaxBackoff.Ticks, options.InitialBackoff.Ticks * (double)(1 << Math.Min(attempts - 1, 20)));
        attempts++;
        var own = grown * (0.5 + (0.5 * random.NextDouble()));
        var least = Math.Min(asked?.Ticks ?? 0, options.MaxServerBackoff.Ticks) * (1 + (0.1 * random.NextDouble()));
        return TimeSpan.FromTicks((long)Math.Max(own, least));
    }
}
