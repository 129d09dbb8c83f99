using InfluenceGrpc.Performance.Measuring;
using InfluenceGrpc.Performance.Peers;
using InfluenceGrpc.Performance.Sections;

namespace InfluenceGrpc.Performance.Reporting;

/// <summary>What is to be reached, held against what was measured.</summary>
internal sealed class Goals(PerformanceOptions options, Results results)
{
    private const string Cpu = "server CPU a creator";
    private const string CallCpu = "server CPU of a call / of an empty one";
    private const string CallP99 = "p99 at 30 % load / of an empty call at 30 %";

    /// <summary>All of them.</summary>
    public IReadOnlyList<Goal> All =>
    [
        Most("P1", "StreamClassifyTiers, follower columns, chunks of 10,000", Server(TierStreams.Ours), 20, Figures.Nanos, Cpu),
        new("P1", "the same, beside the C++ peer on rows", results.Ratio(TierStreams.RowsOf(Peer.Cpp), TierStreams.Ours, OfServer), 25, false, Figures.Ratio, "its server CPU a creator / ours"),
        Most("P2", "StreamClassifyTiers, ids, hot near cache, chunks of 1,000", Server(ProfileStreams.Tiers), 250, Figures.Nanos, Cpu),
        new("P3", "StreamClassifyTiers, ids, from Redis", results.Ratio(LookupWay.OneServer.Name, LookupWay.OneServer.PeerName, OfSpeed), 0.5, false, Figures.Ratio, "keys a second / those of redis-benchmark MGET"),
        Most("P3", "the same, from a cluster of three", results.Ratio(LookupWay.Cluster.Name, LookupWay.OneServer.Name, OfServer), 1.5, Figures.Ratio, "server CPU a key / that with one Redis"),
        Most("P4", "StreamScoreFit, ids, hot near cache", Server(ProfileStreams.FitsById), 1_500, Figures.Nanos, Cpu),
        Most("P4", "StreamScoreFit, profiles in the request", Server(ProfileStreams.FitsOfProfiles), 6_000, Figures.Nanos, Cpu),
        Most("P5", "ClassifyTier", OverEmpty(SingleCalls.ClassifyTier, SingleCalls.EmptyOfLittle), 1.3, Figures.Ratio, CallCpu),
        Most("P5", "ScoreFit, profile in the request", OverEmpty(SingleCalls.ScoreFitOfProfile), 1.5, Figures.Ratio, CallCpu),
        Most("P5", "ScoreFit, id", OverEmpty(SingleCalls.ScoreFitById), 1.5, Figures.Ratio, CallCpu),
        Most("P5", "ClassifyTier", P99OverEmpty(SingleCalls.ClassifyTier, SingleCalls.EmptyOfLittle), 1.3, Figures.Ratio, CallP99),
        Most("P5", "ScoreFit, profile in the request", P99OverEmpty(SingleCalls.ScoreFitOfProfile), 1.5, Figures.Ratio, CallP99),
        Most("P5", "ScoreFit, id", P99OverEmpty(SingleCalls.ScoreFitById), 1.5, Figures.Ratio, CallP99),
        Most("P6", "100 million creators in one stream", Drift, 0.1, Figures.Percent, "most that memory strays from what it was after a tenth of them"),
        Most("P6", "after a load of everything, empty near cache", Statistics.Median(results.Figures(Memory.AfterEverything)), 200, value => Plain(value, "0 MB"), "resident memory"),
        Most("P7", "start on the embedded store", Statistics.Median(results.Figures(Start.Seconds)), 0.6, value => Plain(value, "0.00 s"), "from the process to SERVING"),
        Most("P8", "streams of 10,000 to 100 million creators", Spread(Growth.Lengths(options).Select(one => one.Name)), 1.1, Figures.Ratio, "most server CPU a creator / least"),
        Most("P8", "1 to 16 streams at once", Spread(Growth.Concurrencies.Select(one => one.Name)), 1.25, Figures.Ratio, "most server CPU a creator / least"),
    ];

    // The first mark is of a tenth of a second.
    private double Drift
    {
        get
        {
            var marks = Memory.MarksOf(options).Skip(1).Select(mark => Statistics.Median(results.Figures(mark.Name))).ToArray();
            return marks.Max(mark => Math.Abs(mark - marks[0])) / marks[0];
        }
    }

    private static double OfServer(Reading reading) => reading.ServerNanos;

    private static double OfSpeed(Reading reading) => reading.PerSecond;

    private static string Plain(double value, string format) =>
        double.IsNaN(value) ? Figures.NotMeasured : value.ToString(format.Replace("MB", "'MB'", StringComparison.Ordinal).Replace(" s", " 's'", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);

    private static Goal Most(string number, string work, double measured, double limit, Func<double, string> written, string unit) =>
        new(number, work, measured, limit, true, written, unit);

    private double Server(string name) => results.Median(name, OfServer);

    private double OverEmpty(string name, string empty = SingleCalls.Empty) => results.Ratio(name, empty, OfServer);

    private double P99OverEmpty(string name, string empty = SingleCalls.Empty) =>
        results.LatencyRatio(SingleCalls.AtThirty(name), SingleCalls.AtThirty(empty), latency => latency.P99);

    private double Spread(IEnumerable<string> names)
    {
        var all = names.Select(Server).ToArray();
        return all.Any(double.IsNaN) ? double.NaN : all.Max() / all.Min();
    }
}
