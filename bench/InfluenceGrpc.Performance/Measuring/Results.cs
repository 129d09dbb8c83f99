namespace InfluenceGrpc.Performance.Measuring;

/// <summary>Everything that was measured, by name, and what could not be.</summary>
internal sealed class Results
{
    private readonly Dictionary<string, List<Reading>> readings = [];
    private readonly Dictionary<string, List<LatencyReading>> latencies = [];
    private readonly Dictionary<string, List<double>> figures = [];
    private readonly Dictionary<string, string> missing = [];

    /// <summary>What could not be measured, and why.</summary>
    public IReadOnlyDictionary<string, string> Missing => missing;

    /// <summary>Notes a reading of a variant.</summary>
    public void Add(string name, Reading reading) => Of(readings, name).Add(reading);

    /// <summary>Notes how long calls took.</summary>
    public void Add(string name, LatencyReading reading) => Of(latencies, name).Add(reading);

    /// <summary>Notes any other figure.</summary>
    public void Add(string name, double figure) => Of(figures, name).Add(figure);

    /// <summary>Notes that something could not be measured.</summary>
    public void Miss(string name, string why) => missing[name] = why;

    /// <summary>All readings of a variant, in the order of the rounds; none where it was not measured.</summary>
    public IReadOnlyList<Reading> Readings(string name) => readings.GetValueOrDefault(name) ?? [];

    /// <summary>All of calls.</summary>
    public IReadOnlyList<LatencyReading> Latencies(string name) => latencies.GetValueOrDefault(name) ?? [];

    /// <summary>All figures of a name.</summary>
    public IReadOnlyList<double> Figures(string name) => figures.GetValueOrDefault(name) ?? [];

    /// <summary>The median of one part of a variant's readings; NaN where there are none.</summary>
    public double Median(string name, Func<Reading, double> part) => Statistics.Median(Readings(name).Select(part));

    /// <summary>
    /// How one variant compares to another: the median of the ratios of each round, since only neighbours compare. NaN where either was not
    /// measured.
    /// </summary>
    public double Ratio(string name, string other, Func<Reading, double> part) =>
        Statistics.Median(Readings(name).Zip(Readings(other), (one, two) => part(one) / part(two)));

    /// <summary>The same of the latencies.</summary>
    public double LatencyRatio(string name, string other, Func<LatencyReading, double> part) =>
        Statistics.Median(Latencies(name).Zip(Latencies(other), (one, two) => part(one) / part(two)));

    private static List<T> Of<T>(Dictionary<string, List<T>> all, string name)
    {
        if (!all.TryGetValue(name, out var list))
        {
            all[name] = list = [];
        }

        return list;
    }
}
