namespace InfluenceGrpc.Load;

/// <summary>What a soak found.</summary>
/// <param name="Words">For people, in Markdown.</param>
/// <param name="Chart">Memory and latency over time, as SVG.</param>
/// <param name="Faults">What should not have been; empty where all is well.</param>
internal sealed record SoakReport(string Words, string Chart, IReadOnlyList<string> Faults)
{
    /// <summary>Puts it together.</summary>
    public static SoakReport Of(SoakFindings findings)
    {
        var calm = findings.Singles.ToDictionary(single => single.Name, findings.Calm);
        var judges = findings.Singles.ToDictionary(
            single => single.Name, single => new LatencyJudge(single.Name, calm[single.Name], findings.Options.Duration));
        var verdict = new SoakVerdict(
            [.. FaultsOf(findings), .. judges.Values.SelectMany(judge => judge.Faults)],
            [.. judges.Values.SelectMany(judge => judge.Outliers)],
            judges.Values.All(judge => judge.Tells));
        var tables = new SoakTables(findings, calm, judges);
        string[] parts = [tables.Numbers(), tables.Lives(), tables.Singles(), tables.Streams(), tables.Minutes(), verdict.Words];
        return new(string.Join("\n\n", parts), SoakChart.Of(findings), verdict.Faults);
    }

    private static IEnumerable<string> FaultsOf(SoakFindings findings)
    {
        foreach (var one in findings.Lost)
        {
            yield return $"Lost: {one}";
        }

        foreach (var (single, wrong) in findings.Singles.SelectMany(single => single.Wrong.Select(wrong => (single, wrong))))
        {
            yield return $"{single.Name}, {wrong.Value} times: {wrong.Key}";
        }

        foreach (var single in findings.Singles.Where(single => single.Made != single.Done.Count))
        {
            yield return $"{single.Name}: {single.Made} calls were made, {single.Done.Count} ended";
        }

        if (findings.Singles.Any(single => single.Name == SoakCalls.WithoutStore && single.Done.Any(call => call.Outcome == SingleOutcome.StoreUnavailable)))
        {
            yield return $"{SoakCalls.WithoutStore} needs no store and was refused for want of it";
        }

        if (findings.Ledger.Acknowledged == 0)
        {
            yield return "Nothing was acknowledged";
        }

        IEnumerable<string> others =
        [
            .. findings.Streams.SelectMany(stream => stream.Wrong), .. findings.Ledger.Wrong, .. findings.Access,
            .. findings.Replicas.SelectMany(replica => replica.Faults), .. findings.Lives.SelectMany(life => life.Faults()),
        ];
        foreach (var other in others)
        {
            yield return other;
        }
    }
}
