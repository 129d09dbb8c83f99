namespace InfluenceGrpc.Client.Streaming;

/// <summary>Counts attempts that brought nothing, and tells how long to wait before the next.</summary>
internal sealed class Backoff(RetryOptions options)
{
    private readonly Random random = options.Seed is { } seed ? new Random(seed) : new Random();
    private int attempts = 1;

    public void Progress() => attempts = 1;

    /// <summary>The wait before the next attempt; null when there is none left.</summary>
    /// <param name="asked">What the server asks for; it goes before the client's own choice.</param>
    public TimeSpan? Next(TimeSpan? asked)
    {
        if (attempts >= options.StreamAttemptsWithoutProgress)
        {
            return null;
        }

        // 2^20 of anything is past every sensible maximum.
        var grown = Math.Min(options.MaxBackoff.Ticks, options.InitialBackoff.Ticks * (double)(1 << Math.Min(attempts - 1, 20)));
        attempts++;
        return asked is { } least
            ? TimeSpan.FromTicks((long)(Math.Min(least.Ticks, options.MaxServerBackoff.Ticks) * (1 + (0.2 * random.NextDouble()))))
            : TimeSpan.FromTicks((long)(grown * (0.5 + (0.5 * random.NextDouble()))));
    }
}
