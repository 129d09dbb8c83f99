namespace InfluenceGrpc.Performance.Measuring;

/// <summary>How long calls took, each from when it was due until it was answered, in milliseconds.</summary>
/// <param name="PerSecond">How many were due a second.</param>
/// <param name="Sorted">All of them, the shortest first.</param>
internal sealed record LatencyReading(double PerSecond, IReadOnlyList<double> Sorted)
{
    /// <summary>99 % took no longer.</summary>
    public double P99 => Share(0.99);

    /// <summary>What calls of one reading come to.</summary>
    public static LatencyReading Of(double perSecond, IEnumerable<TimedCall> calls) => new(perSecond, [.. calls.Select(call => call.Milliseconds).Order()]);

    /// <summary>All calls of several readings as one: a thousandth of one alone would be a call or two.</summary>
    public static LatencyReading Of(IReadOnlyList<LatencyReading> readings) =>
        new(readings.Count == 0 ? double.NaN : readings[0].PerSecond, [.. readings.SelectMany(reading => reading.Sorted).Order()]);

    /// <summary>What that share took no longer than; NaN of none.</summary>
    public double Share(double share) => Sorted.Count == 0 ? double.NaN : Statistics.Percentile(Sorted, share);
}
