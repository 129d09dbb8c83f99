using System.Text;

namespace InfluenceGrpc.Load;

/// <summary>The figures of a soak, in Markdown.</summary>
/// <param name="findings">What they are of.</param>
/// <param name="calm">Calm calls by name.</param>
/// <param name="judges">What is thought of their latency.</param>
internal sealed class SoakTables(
    SoakFindings findings, IReadOnlyDictionary<string, TimedCall[]> calm, IReadOnlyDictionary<string, LatencyJudge> judges)
{
    /// <summary>What was done, and what became of writes.</summary>
    public string Numbers()
    {
        var (options, taken) = (findings.Options, findings.Disturbances.Taken);
        int Times(DisturbanceKind kind) => taken.Count(one => one.Kind == kind);
        return Text.Of($"""
            {options.Duration.TotalMinutes:0.##} minutes, {options.Creators:N0} creators, two replicas with TLS and callers with keys; Redis was killed {Times(DisturbanceKind.RedisKilled)} times and stopped in its tracks {Times(DisturbanceKind.RedisStopped)} times, a replica restarted {Times(DisturbanceKind.ReplicaRestarted)} times, certificate and key renewed {Times(DisturbanceKind.Renewed)} times.

            | | |
            | --- | ---: |
            | writes acknowledged | {findings.Ledger.Acknowledged:N0} |
            | of them lost | {findings.Lost.Count} |
            | writes given up, and told so | {findings.Ledger.GivenUp:N0} |
            """);
    }

    /// <summary>Memory and the like of each process.</summary>
    public string Lives() => Table(
        "server | minutes | most resident memory MB | resident memory, last third / second | most files and sockets | most threads | processor, of a core",
        findings.Lives.Where(life => life.Samples.Count > 0).Select(life => Text.Of(
            $"{life.Name} | {life.Duration.TotalMinutes:0.0} | {life.Samples.Max(sample => sample.ResidentBytes) >> 20} | {Ratio(life.Growth)} | {life.Samples.Max(sample => sample.Handles)} | {life.Samples.Max(sample => sample.Threads)} | {life.Cores:P0}")));

    /// <summary>Single calls.</summary>
    public string Singles() => Table(
        "single calls, while nothing is away | calls | p50 ms | p99 ms | p99.9 ms | p50, last third / second | p99, last third / second | refused for want of the store",
        findings.Singles.Select(single =>
        {
            var (latencies, ratios) = (calm[single.Name].Select(call => call.Milliseconds).ToArray(), judges[single.Name].Ratios);
            return Text.Of(
                $"{single.Name} | {single.Done.Count:N0} | {Statistics.Percentile(latencies, 0.5):0.0} | {Statistics.Percentile(latencies, 0.99):0.0} | {Statistics.Percentile(latencies, 0.999):0.0} | {Ratio(ratios[0])} | {Ratio(ratios[1])} | {single.Done.Count(call => call.Outcome == SingleOutcome.StoreUnavailable):N0}");
        }));

    /// <summary>Streams.</summary>
    public string Streams() => Table(
        "streams | streams | items answered | a second | failed for want of the store",
        findings.Streams.Select(stream => Text.Of(
            $"{stream.Name} | {stream.Streams:N0} | {stream.Ok:N0} | {stream.Ok / findings.Options.Duration.TotalSeconds:N0} | {stream.Failed:N0}")));

    /// <summary>Minute by minute.</summary>
    public string Minutes()
    {
        var rows = new List<string>();
        for (var minute = 0; minute < findings.Options.Duration.TotalMinutes; minute++)
        {
            var (from, to) = (TimeSpan.FromMinutes(minute), TimeSpan.FromMinutes(minute + 1));
            var events = findings.Disturbances.Taken.Where(one => one.From >= from && one.From < to).Select(one => one.Name);
            var row = new StringBuilder(Text.Of($"{minute + 1} | {string.Join(", ", events)}"));
            foreach (var replica in findings.Replicas)
            {
                var samples = replica.Lives.SelectMany(life => life.Samples).Where(sample => sample.At >= from && sample.At < to).ToArray();
                row.Append(samples.Length == 0 ? " | -" : Text.Of($" | {(long)samples.Average(sample => sample.ResidentBytes) >> 20}"));
            }

            foreach (var single in findings.Singles)
            {
                var latencies = calm[single.Name].Where(call => call.Due >= from && call.Due < to).Select(call => call.Milliseconds).ToArray();
                row.Append(latencies.Length == 0
                    ? " | -"
                    : Text.Of($" | {Statistics.Percentile(latencies, 0.5):0.0}, {Statistics.Percentile(latencies, 0.99):0.0}"));
            }

            rows.Add(row.ToString());
        }

        var memory = string.Concat(findings.Replicas.Select((_, index) => Text.Of($" | replica {index + 1}, MB")));
        return Table($"minute | what happened{memory}{string.Concat(findings.Singles.Select(single => $" | {single.Name}, p50 and p99 ms"))}", rows, textColumns: 2);
    }

    private static string Ratio(double ratio) => double.IsNaN(ratio) ? "-" : Text.Of($"{ratio:0.00}");

    private static string Table(string header, IEnumerable<string> rows, int textColumns = 1)
    {
        var columns = header.Split(" | ").Length;
        var rule = string.Join(" | ", Enumerable.Range(0, columns).Select(column => column < textColumns ? "---" : "---:"));
        return string.Join("\n", [$"| {header} |", $"| {rule} |", .. rows.Select(row => $"| {row} |")]);
    }
}
