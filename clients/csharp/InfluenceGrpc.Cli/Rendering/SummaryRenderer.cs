using InfluenceGrpc.Cli.Tally;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>The summary for people: what became of the rows, a histogram a scheme, and where schemes disagree.</summary>
internal sealed class SummaryRenderer(Ink ink)
{
    private const int BarWidth = 30;

    public void Render(ClassifySummary summary)
    {
        RenderOutcome(summary);
        foreach (var scheme in summary.Schemes)
        {
            ink.Line();
            RenderHistogram(scheme, summary);
        }

        if (summary.Schemes.Count > 1)
        {
            ink.Line();
            new DisagreementRenderer(ink).Render(summary);
        }
    }

    private void RenderOutcome(ClassifySummary summary)
    {
        var rate = summary.Elapsed > TimeSpan.Zero ? summary.Creators / summary.Elapsed.TotalSeconds : 0;
        ink.Line(
            $"[bold]{Ink.Plain(summary.File)}[/]: {Figures.Count(summary.Creators)} creators in {Figures.Duration(summary.Elapsed)} "
            + $"({Figures.Count((long)rate)} a second)");
        if (summary.Bad > 0)
        {
            ink.Line($"[yellow]{Figures.Count(summary.Bad)} bad rows were left out[/]");
        }

        if (summary.Stale > 0)
        {
            ink.Line($"[yellow]{Figures.Count(summary.Stale)} creators by profiles older than asked for[/]");
        }

        if (summary.Degraded > 0)
        {
            ink.Line($"[yellow]{Figures.Count(summary.Degraded)} creators by profiles from memory, because the store did not answer[/]");
        }

        foreach (var (reason, count) in summary.Failures)
        {
            ink.Line($"[red]{Figures.Count(count)} creators failed: {Ink.Plain(reason)}[/]");
        }

        if (Figures.Trouble("the server", summary.Interruptions, summary.Retries) is { } trouble)
        {
            ink.Line($"{trouble}; nothing was lost");
        }
    }

    private void RenderHistogram(SchemeTally tally, ClassifySummary summary)
    {
        var scheme = tally.Scheme;
        ink.Line($"[bold]{Ink.Plain(scheme.Id)}[/] (version {scheme.Version}): {Ink.Plain(scheme.Title)}");
        List<(string Name, string Range, long Count, string Colour)> rows = [];
        for (var ordinal = 1; ordinal <= scheme.Tiers.Count; ordinal++)
        {
            rows.Add((scheme.Tiers[ordinal - 1].Label, Figures.Range(scheme, ordinal), tally.Counts[ordinal], "green"));
        }

        rows.Add(("unranked", "", tally.Counts[0], "grey"));
        rows.Add(("missing", "", summary.Missing, "yellow"));
        if (summary.Failed > 0)
        {
            rows.Add(("failed", "", summary.Failed, "red"));
        }

        var names = Figures.Column(rows.Select(row => row.Name));
        var ranges = Figures.Column(rows.Select(row => row.Range), right: true);
        var counts = Figures.Column(rows.Select(row => Figures.Count(row.Count)), right: true);
        var shares = Figures.Column(rows.Select(row => Figures.Percent(row.Count, summary.Creators)), right: true);
        var most = Math.Max(1, rows.Max(row => row.Count));
        for (var i = 0; i < rows.Count; i++)
        {
            ink.Line($"  {Ink.Plain(names[i])}  {ranges[i]}  {counts[i]}  {shares[i]}{Bar(rows[i].Count, most, rows[i].Colour)}");
        }
    }

    // Whatever is not zero shows.
    private string Bar(long count, long most, string colour) =>
        count == 0 ? "" : $"  [{colour}]{new string(ink.Block, Math.Max(1, (int)Math.Round((double)count * BarWidth / most)))}[/]";
}
