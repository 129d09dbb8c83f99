using System.Globalization;
using System.Text;

namespace InfluenceGrpc.Load;

/// <summary>What a soak found.</summary>
/// <param name="Text">For people, in Markdown.</param>
/// <param name="Chart">Memory and latency over time, as SVG.</param>
/// <param name="Faults">What should not have been; empty where all is well.</param>
internal sealed record SoakReport(string Text, string Chart, IReadOnlyList<string> Faults)
{
    // The near cache fills and code is compiled in the first third; what grows after that goes on growing.
    private const double MostGrowth = 1.15;
    private const int MostMoreHandles = 16;

    // A shorter one is all warming up, and shows no more than that everything runs.
    private static readonly TimeSpan ShortestThatTells = TimeSpan.FromMinutes(3);

    /// <summary>Puts it together.</summary>
    public static SoakReport Of(
        LoadOptions options,
        IReadOnlyList<PacedCalls> singles,
        IReadOnlyList<PacedBulk> bulks,
        Ledger ledger,
        Outages outages,
        IReadOnlyList<ServerSample> samples,
        IReadOnlyList<string> lost,
        int exitCode,
        string log)
    {
        var third = options.Duration / 3;
        var middle = samples.Where(sample => sample.At >= third && sample.At < 2 * third).ToArray();
        var last = samples.Where(sample => sample.At >= 2 * third).ToArray();
        var growth = last.Average(sample => sample.ResidentBytes) / middle.Average(sample => sample.ResidentBytes);
        var faults = new List<string>();
        faults.AddRange(lost.Select(one => $"Lost: {one}"));
        faults.AddRange(singles.SelectMany(single => single.Wrong.Select(wrong => $"{single.Name}, {wrong.Value} times: {wrong.Key}")));
        faults.AddRange(singles.Where(single => single.Name == "ClassifyTier").SelectMany(Unanswered));
        faults.AddRange(bulks.SelectMany(bulk => bulk.Wrong));
        faults.AddRange(ledger.Wrong);
        faults.AddRange(log.Split('\n').Where(line => line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal)));
        AddIf(faults, ledger.Acknowledged == 0, "Nothing was acknowledged");
        AddIf(faults, exitCode != 0, $"The server ended with {exitCode}");
        var tells = options.Duration >= ShortestThatTells;
        AddIf(faults, tells && growth > MostGrowth, $"Memory grew by {growth - 1:P0} from the second third to the last");
        AddIf(faults, tells && last.Max(sample => sample.Handles) > middle.Max(sample => sample.Handles) + MostMoreHandles, "Open files and sockets grew");

        var text = new StringBuilder();
        text.AppendLine(Numbers(options, ledger, outages, samples, growth, lost));
        text.AppendLine();
        text.AppendLine(Singles(singles, outages, third));
        text.AppendLine();
        text.AppendLine(Bulks(bulks, options.Duration));
        text.AppendLine();
        text.AppendLine(Minutes(options.Duration, singles, samples, outages));
        text.AppendLine();
        text.Append(faults.Count == 0 ? "Nothing was wrong." : $"Wrong:\n\n- {string.Join("\n- ", faults.Take(50))}");
        return new(text.ToString(), SoakChart.Of(options.Duration, singles, samples, outages), faults);
    }

    private static IEnumerable<string> Unanswered(PacedCalls single) =>
        single.Done.Any(call => call.Outcome != SingleOutcome.Ok) ? [$"{single.Name} needs no store and was refused"] : [];

    private static string Numbers(
        LoadOptions options, Ledger ledger, Outages outages, IReadOnlyList<ServerSample> samples, double growth, IReadOnlyList<string> lost) =>
        Invariant($"""
            {options.Duration.TotalMinutes:0.#} minutes, {options.Creators:N0} creators; Redis failed {outages.Taken.Count} times ({outages.Taken.Count(outage => outage.IsKill)} killed, {outages.Taken.Count(outage => !outage.IsKill)} stopped in its tracks).

            | | |
            | --- | ---: |
            | writes acknowledged | {ledger.Acknowledged:N0} |
            | of them lost | {lost.Count} |
            | writes given up, and told so | {ledger.GivenUp:N0} |
            | resident memory, last third against second | {growth:P1} |
            | most resident memory | {samples.Max(sample => sample.ResidentBytes) >> 20} MB |
            | open files and sockets, at the most | {samples.Max(sample => sample.Handles)} |
            | threads, at the most | {samples.Max(sample => sample.Threads)} |
            | processor time of the server | {(samples[^1].CpuNanoseconds - samples[0].CpuNanoseconds) / (samples[^1].At - samples[0].At).TotalNanoseconds:P0} of a core |
            """);

    private static string Singles(IReadOnlyList<PacedCalls> singles, Outages outages, TimeSpan third)
    {
        var text = new StringBuilder("| single calls, while Redis is there | calls | p50 ms | p99 ms | p99.9 ms | p99, last third / second | refused for want of the store |\n");
        text.Append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var single in singles)
        {
            var calm = single.Done.Where(call => call.Outcome == SingleOutcome.Ok && !outages.Contains(call.Due)).ToArray();
            var (middle, last) = (calm.Where(call => call.Due >= third && call.Due < 2 * third), calm.Where(call => call.Due >= 2 * third));
            text.Append(Invariant(
                $"\n| {single.Name} | {single.Done.Count:N0} | {Milliseconds(calm, 0.5):0.0} | {Milliseconds(calm, 0.99):0.0} | {Milliseconds(calm, 0.999):0.0} | {Ratio(Milliseconds(last, 0.99), Milliseconds(middle, 0.99))} | {single.Done.Count(call => call.Outcome == SingleOutcome.StoreUnavailable):N0} |"));
        }

        return text.ToString();
    }

    private static string Ratio(double one, double other) => other == 0 ? "-" : Invariant($"{one / other:0.00}");

    private static string Bulks(IReadOnlyList<PacedBulk> bulks, TimeSpan duration)
    {
        var text = new StringBuilder("| streams | items answered | a second | failed for want of the store |\n| --- | ---: | ---: | ---: |");
        foreach (var bulk in bulks)
        {
            text.Append(Invariant($"\n| {bulk.Name} | {bulk.Counts.Ok:N0} | {bulk.Counts.Ok / duration.TotalSeconds:N0} | {bulk.Counts.Failed:N0} |"));
        }

        return text.ToString();
    }

    private static string Minutes(TimeSpan duration, IReadOnlyList<PacedCalls> singles, IReadOnlyList<ServerSample> samples, Outages outages)
    {
        var text = new StringBuilder($"| minute | Redis | memory MB | files and sockets | {string.Join(" | ", singles.Select(single => $"{single.Name}, p99 ms"))} |\n");
        text.Append($"| ---: | --- | ---: | ---: |{string.Concat(singles.Select(_ => " ---: |"))}");
        for (var minute = 0; minute < duration.TotalMinutes; minute++)
        {
            var (from, to) = (TimeSpan.FromMinutes(minute), TimeSpan.FromMinutes(minute + 1));
            var within = samples.Where(sample => sample.At >= from && sample.At < to).ToArray();
            if (within.Length == 0)
            {
                continue;
            }

            var failures = outages.Taken.Where(outage => outage.From >= from && outage.From < to).Select(outage => outage.IsKill ? "killed" : "stopped");
            var latencies = singles.Select(single => Milliseconds(
                single.Done.Where(call => call.Due >= from && call.Due < to && call.Outcome == SingleOutcome.Ok && !outages.Contains(call.Due)), 0.99));
            text.Append(Invariant($"\n| {minute + 1} | {string.Join(", ", failures)} | {(long)within.Average(sample => sample.ResidentBytes) >> 20} | {within.Max(sample => sample.Handles)} |"));
            text.Append(string.Concat(latencies.Select(latency => Invariant($" {latency:0.0} |"))));
        }

        return text.ToString();
    }

    /// <summary>The latency that a share of calls stays within, in milliseconds; 0 where there are none.</summary>
    public static double Milliseconds(IEnumerable<SingleCall> calls, double share)
    {
        var sorted = calls.Select(call => call.Latency.TotalMilliseconds).Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void AddIf(List<string> faults, bool isSo, string fault)
    {
        if (isSo)
        {
            faults.Add(fault);
        }
    }
}
