using InfluenceGrpc.Performance.Measuring;
using InfluenceGrpc.Performance.Peers;
using InfluenceGrpc.Performance.Sections;

namespace InfluenceGrpc.Performance.Reporting;

/// <summary>The tables of the report.</summary>
internal sealed class Tables(PerformanceOptions options, Results results)
{
    /// <summary>What is to be reached, and whether it is.</summary>
    public string OfGoals => new MarkdownTable(3, "", "work", "measured is", "goal", "measured", "").Rows(new Goals(options, results).All.Select(goal => goal.Row)).ToString();

    /// <summary>Streams of follower counts, ours and the peers'.</summary>
    public string OfPeerStreams =>
        Readings("server, creators in a chunk", "CPU a creator", "creators a second", OfClient, TierStreams.Ours,
            (TierStreams.Ours, "10,000"), (TierStreams.OurRows, "500"), (TierStreams.Client, "as it chooses"),
            (TierStreams.RowsOf(Peer.Cpp), "500"), (TierStreams.RowsOf(Peer.DotNet), "500"), (TierStreams.RowsOf(Peer.Node), "500"), (TierStreams.RowsOf(Peer.Python), "500"),
            (TierStreams.Json, "500"),
            (TierStreams.ColumnsOf(Peer.Cpp), "10,000"), (TierStreams.ColumnsOf(Peer.DotNet), "10,000"), (TierStreams.ColumnsOf(Peer.Node), "10,000"), (TierStreams.ColumnsOf(Peer.Python), "10,000"));

    /// <summary>Single calls, ours and the peers'.</summary>
    public string OfPeerCalls =>
        Readings("single call, 64 in flight", "CPU a call", "calls a second", null, SingleCalls.Empty,
            [.. SingleNames.Select(name => (name, ""))]);

    /// <summary>Look-ups by id.</summary>
    public string OfLookups => new MarkdownTable(1, "profiles from", "keys a second", "server CPU a key", "Redis CPU a key", "redis-benchmark beside it", "ours / it")
        .Rows(LookupWay.All.Select(way => new[]
        {
            way.Name,
            Figures.Many(results.Median(way.Name, reading => reading.PerSecond)),
            Figures.Nanos(results.Median(way.Name, reading => reading.ServerNanos)),
            Figures.Nanos(results.Median(way.Name, reading => reading.StoreNanos)),
            Text.Of($"{way.PeerKeys} a command: {Figures.Many(results.Median(way.PeerName, reading => reading.PerSecond))}"),
            Figures.Ratio(results.Ratio(way.Name, way.PeerName, reading => reading.PerSecond)),
        })).ToString();

    /// <summary>What the server takes.</summary>
    public string OfCapacity => new MarkdownTable(1, "call", "server CPU an item", "items a second and core")
        .Rows(CapacityNames.Select(one => new[]
        {
            one.Said,
            Figures.Nanos(results.Median(one.Name, reading => reading.ServerNanos)),
            Figures.Many(1e9 / results.Median(one.Name, reading => reading.ServerNanos)),
        })).ToString();

    /// <summary>How long calls take.</summary>
    public string OfLatency => new MarkdownTable(1, "call", "calls a second", "p50 ms", "p99 ms", "p99.9 ms", "most ms", "p99, least to most of the rounds")
        .Rows(Latency.Calls.SelectMany(call => new[] { Latency.Alone(call.Name), Latency.Beside(call.Name) })
            .Concat(((string[])[SingleCalls.EmptyOfLittle, SingleCalls.ClassifyTier, SingleCalls.Empty, SingleCalls.ScoreFitOfProfile, SingleCalls.ScoreFitById]).Select(SingleCalls.AtThirty))
            .Select(LatencyRow)).ToString();

    /// <summary>Creators in ever longer streams, and in more of them.</summary>
    public string OfGrowth => Readings("follower columns, chunks of 10,000", "server CPU a creator", "creators a second", OfClient, null,
        [.. Growth.Lengths(options).Select(one => one.Name).Concat(Growth.Concurrencies.Select(one => one.Name)).Select(name => (name, ""))]);

    /// <summary>Memory, and time to start.</summary>
    public string OfMemoryAndStart => new MarkdownTable(1, "", "median", "least to most")
        .Rows(Memory.MarksOf(options).Select(mark => mark.Name).Prepend(Memory.AtRest).Append(Memory.AfterEverything).Select(name => FigureRow(name, value => Text.Of($"{value:0} MB"))))
        .Row(FigureRow(Start.Seconds, value => Text.Of($"{value:0.00} s"))).ToString();

    /// <summary>What nobody can do better than.</summary>
    public string OfLimits => new MarkdownTable(1, "", "CPU an item", "items a second")
        .Rows(((string[])[Limits.Rows, Limits.Columns, Limits.Classify]).Select(name => new[]
        {
            name,
            Figures.Nanos(results.Median(name, reading => reading.ClientNanos)),
            Figures.Many(results.Median(name, reading => reading.PerSecond)),
        }))
        .Row("an empty method under h2load, plain .NET", Figures.Nanos(results.Median(SingleCalls.Empty, reading => reading.ServerNanos)), Figures.Many(results.Median(SingleCalls.Empty, reading => reading.PerSecond)))
        .Row("redis-benchmark, MGET of 250", "its own", Figures.Many(results.Median(LookupWay.OneServer.PeerName, reading => reading.PerSecond))).ToString();

    private static IEnumerable<string> SingleNames =>
    [
        SingleCalls.Empty, SingleCalls.EmptyOfLittle, SingleCalls.ClassifyTier, SingleCalls.ScoreFitOfProfile, SingleCalls.ScoreFitById, SingleCalls.GetProfile,
        .. Peer.OfGrpc.Select(SingleCalls.Of), SingleCalls.Json,
    ];

    private static IEnumerable<(string Name, string Said)> CapacityNames =>
    [
        .. ((string[])[TierStreams.Ours, TierStreams.OurRows, ProfileStreams.Tiers, ProfileStreams.FitsById, ProfileStreams.FitsOfProfiles, ProfileStreams.LookUps, ProfileStreams.Upserts])
            .Select(name => (name, name)),
        (LookupWay.OneServer.Name, "StreamClassifyTiers, ids, from Redis"),
        .. ((string[])[SingleCalls.ClassifyTier, SingleCalls.ScoreFitOfProfile, SingleCalls.ScoreFitById, SingleCalls.GetProfile]).Select(name => (name, name)),
    ];

    private static string OfClient(Reading reading) => Figures.Nanos(reading.ClientNanos);

    // With a column for the load where its CPU is known, and one for the CPU beside that of another row where one is named.
    private string Readings(
        string what, string cpu, string speed, Func<Reading, string>? client, string? other, params (string Name, string Chunk)[] rows)
    {
        string[] heads = [what, cpu, "least to most", .. other is null ? [] : (string[])["times that of the first"], speed, .. client is null ? [] : (string[])["CPU of the load"]];
        return new MarkdownTable(1, heads).Rows(rows.Select(row =>
        {
            var taken = results.Readings(row.Name);
            var median = taken.Count == 0 ? default : Middle(row.Name);
            return (string[])
            [
                row.Chunk.Length > 0 ? $"{row.Name}, {row.Chunk}" : row.Name,
                taken.Count == 0 ? Absent(row.Name) : Figures.Nanos(median.ServerNanos),
                Figures.Spread(taken.Select(reading => reading.ServerNanos), Figures.Nanos),
                .. other is null ? [] : (string[])[Figures.Ratio(results.Ratio(row.Name, other, reading => reading.ServerNanos))],
                taken.Count == 0 ? Figures.NotMeasured : Figures.Many(median.PerSecond),
                .. client is null ? [] : (string[])[taken.Count == 0 ? Figures.NotMeasured : client(median)],
            ];
        })).ToString();
    }

    private Reading Middle(string name) => new(
        results.Median(name, reading => reading.PerSecond), results.Median(name, reading => reading.ServerNanos),
        results.Median(name, reading => reading.ClientNanos), results.Median(name, reading => reading.StoreNanos));

    private string Absent(string name) => results.Missing.TryGetValue(name, out var why) ? $"missing: {why}" : Figures.NotMeasured;

    private string[] LatencyRow(string name)
    {
        var taken = results.Latencies(name);
        var all = LatencyReading.Of(taken);
        return
        [
            name, taken.Count == 0 ? Absent(name) : Figures.Many(taken[0].PerSecond),
            Figures.Milliseconds(all.Share(0.5)), Figures.Milliseconds(all.P99), Figures.Milliseconds(all.Share(0.999)), Figures.Milliseconds(all.Share(1)),
            Figures.Spread(taken.Select(one => one.P99), Figures.Milliseconds),
        ];
    }

    private string[] FigureRow(string name, Func<double, string> written)
    {
        var taken = results.Figures(name);
        return [name, taken.Count == 0 ? Figures.NotMeasured : written(Statistics.Median(taken)), Figures.Spread(taken, written)];
    }
}
