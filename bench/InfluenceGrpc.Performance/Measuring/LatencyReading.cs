namespace InfluenceGrpc.Performance.Measuring;

/// <summary>How long calls took, each from when it was due until it was answered, in milliseconds.</summary>
/// <param name="PerSecond">How many were due a second.</param>
/// <param name="P50">Half took no longer.</param>
/// <param name="P99">99 % took no longer.</param>
/// <param name="P999">99.9 % took no longer.</param>
/// <param name="Max">None took longer.</param>
internal sealed record LatencyReading(double PerSecond, double P50, double P99, double P999, double Max)
{
    /// <summary>What calls of one reading come to.</summary>
    public static LatencyReading Of(double perSecond, IReadOnlyCollection<TimedCall> calls)
    {
        var sorted = calls.Select(call => call.Milliseconds).Order().ToArray();
        return new(
            perSecond,
            Statistics.Percentile(sorted, 0.5), Statistics.Percentile(sorted, 0.99), Statistics.Percentile(sorted, 0.999), sorted.LastOrDefault());
    }
}
