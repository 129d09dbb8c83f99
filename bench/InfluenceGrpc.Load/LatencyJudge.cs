namespace InfluenceGrpc.Load;

/// <summary>
/// Whether latency is flat. The time is cut into slices; of the slices in the last third and of those in the second the medians are
/// compared, once of their p50 and once of their p99: on a noisy machine one bad slice tells nothing, and half of them do. What is
/// shorter than a third is told in words, minute by minute.
/// </summary>
internal sealed class LatencyJudge
{
    private const int SlicesPerThird = 10;
    private const int FewestCalls = 50;
    private const int FewestSlices = 5;

    // What grows steadily from nothing is 1.67 times as much in the last third, from something less: the factor has to be well below.
    // What is below the floor is the machine's own unrest.
    private const double MostGrowth = 1.25;
    private const double OutlierFactor = 2;

    // A shorter one is all warming up.
    private static readonly TimeSpan ShortestThatTells = TimeSpan.FromMinutes(3);
    private static readonly (string Name, double Share, double FloorMilliseconds)[] Measures = [("p50", 0.5, 2), ("p99", 0.99, 10)];

    private readonly List<string> faults = [];
    private readonly List<string> outliers = [];

    /// <summary>Judges the calls of one name.</summary>
    /// <param name="name">Theirs.</param>
    /// <param name="calm">Those that were answered while nothing was away.</param>
    /// <param name="duration">How long it lasted.</param>
    public LatencyJudge(string name, IReadOnlyCollection<TimedCall> calm, TimeSpan duration)
    {
        Tells = duration >= ShortestThatTells;
        var third = duration / 3;
        var (middle, last) = (Slices(calm, third, 2 * third, third / SlicesPerThird), Slices(calm, 2 * third, duration, third / SlicesPerThird));
        var minutes = Slices(calm, TimeSpan.Zero, duration, TimeSpan.FromMinutes(1));
        foreach (var (measure, share, floor) in Measures)
        {
            var (before, after) = (Median(middle, share), Median(last, share));
            Ratios.Add(before > 0 && after > 0 ? after / before : double.NaN);
            if (!Tells)
            {
                continue;
            }

            if (middle.Count < FewestSlices || last.Count < FewestSlices)
            {
                faults.Add($"{name}: there are too few calm calls to tell whether {measure} is flat");
            }
            else if (after > before * MostGrowth && after - before > floor)
            {
                faults.Add(Text.Of($"{name}: latency is not flat: {measure} is {after:0.0} ms in the last third, {before:0.0} ms in the second"));
            }

            var usual = Median(minutes, share);
            outliers.AddRange(minutes
                .Select(minute => (minute.From, Value: Statistics.Percentile(minute.Calls, share)))
                .Where(minute => minute.Value > usual * OutlierFactor && minute.Value - usual > floor)
                .Select(minute => Text.Of(
                    $"minute {(int)minute.From.TotalMinutes + 1}: {measure} of {name} was {minute.Value:0.0} ms, {minute.Value / usual:0.0} times the median of the minutes ({usual:0.0} ms)")));
        }
    }

    /// <summary>Whether it was long enough to be judged.</summary>
    public bool Tells { get; }

    /// <summary>The last third against the second, of p50 and of p99; NaN where there were no calls.</summary>
    public List<double> Ratios { get; } = [];

    /// <summary>What is not flat.</summary>
    public IReadOnlyList<string> Faults => faults;

    /// <summary>Minutes that stand out.</summary>
    public IReadOnlyList<string> Outliers => outliers;

    private static List<(TimeSpan From, double[] Calls)> Slices(IReadOnlyCollection<TimedCall> calls, TimeSpan from, TimeSpan to, TimeSpan each) =>
        [.. calls
            .Where(call => call.Due >= from && call.Due < to)
            .GroupBy(call => (int)((call.Due - from) / each), call => call.Milliseconds)
            .Select(slice => (from + (each * slice.Key), slice.ToArray()))
            .Where(slice => slice.Item2.Length >= FewestCalls)
            .OrderBy(slice => slice.Item1)];

    private static double Median(List<(TimeSpan From, double[] Calls)> slices, double share) =>
        Statistics.Percentile(slices.Select(slice => Statistics.Percentile(slice.Calls, share)), 0.5);
}
