using System.Globalization;
using InfluenceGrpc.Cli.Fit;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>What scoring came to, for people: who is eligible and why not, how scores are spread, and the best.</summary>
internal sealed class FitSummaryRenderer(Ink ink)
{
    private const int BarWidth = 40;

    private readonly FitBar bar = new(ink);

    public void Render(FitSummary summary)
    {
        RenderOutcome(summary);
        if (summary.Scored == 0)
        {
            return;
        }

        ink.Line();
        RenderEligibility(summary);
        ink.Line();
        RenderHistogram(summary);
        if (summary.Top.Count > 0)
        {
            ink.Line();
            RenderTop(summary);
        }
    }

    private void RenderOutcome(FitSummary summary)
    {
        var rate = summary.Elapsed > TimeSpan.Zero ? summary.Creators / summary.Elapsed.TotalSeconds : 0;
        ink.Line(
            $"[bold]{Ink.Plain(summary.File)}[/]: {Figures.Count(summary.Scored)} creators scored in {Figures.Duration(summary.Elapsed)} "
            + $"({Figures.Count((long)rate)} a second)");
        if (summary.ModelId.Length > 0)
        {
            ink.Line(FitFigures.Against(summary.Brief, summary.ModelId, summary.ModelVersion));
        }

        Warn(summary.Bad, "bad rows were left out");
        Warn(summary.Stale, "creators by profiles older than asked for");
        Warn(summary.Degraded, "creators by profiles from memory, because the store did not answer");
        foreach (var (reason, count) in summary.Failures)
        {
            ink.Line($"[red]{Figures.Count(count)} creators failed: {Ink.Plain(reason)}[/]");
        }

        if (Figures.Trouble("the server", summary.Interruptions, summary.Retries) is { } trouble)
        {
            ink.Line($"{trouble}; nothing was lost");
        }
    }

    private void Warn(long count, string of)
    {
        if (count > 0)
        {
            ink.Line($"[yellow]{Figures.Count(count)} {of}[/]");
        }
    }

    private void RenderEligibility(FitSummary summary)
    {
        List<(string Name, long Count, string Colour)> lines =
        [
            ("eligible", summary.Eligible, "green"),
            ("not eligible", summary.Ineligible, "default"),
            .. summary.Reasons.Select(reason => ($"  {FitFigures.Words(reason.Reason)}", reason.Count, "red")),
            .. summary.Cautions.Select(caution => ($"caution: {FitFigures.Words(caution.Flag)}", caution.Count, "yellow")),
        ];
        var names = Figures.Column(lines.Select(line => line.Name));
        var counts = Figures.Column(lines.Select(line => Figures.Count(line.Count)), right: true);
        var shares = Figures.Column(lines.Select(line => Figures.Percent(line.Count, summary.Scored)), right: true);
        for (var i = 0; i < lines.Count; i++)
        {
            ink.Line($"  {names[i]}  {counts[i]}  {shares[i]}  {bar.OfCount(lines[i].Count, summary.Scored, BarWidth, lines[i].Colour)}");
        }

        if (summary.Reasons.Count > 1)
        {
            ink.Line("  (one creator may have several reasons)");
        }
    }

    private void RenderHistogram(FitSummary summary)
    {
        ink.Line("[bold]Scores[/]");
        var names = Figures.Column(
            Enumerable.Range(0, FitSummary.Bins).Select(bin => string.Create(CultureInfo.InvariantCulture, $"{bin * 10}-{(bin * 10) + 10}")), right: true);
        var counts = Figures.Column(summary.Histogram.Select(Figures.Count), right: true);
        var shares = Figures.Column(summary.Histogram.Select(count => Figures.Percent(count, summary.Scored)), right: true);
        var most = summary.Histogram.Max();
        for (var bin = 0; bin < FitSummary.Bins; bin++)
        {
            ink.Line($"  {names[bin]}  {counts[bin]}  {shares[bin]}  {bar.OfCount(summary.Histogram[bin], most, BarWidth, "green")}");
        }

        ink.Line($"  half of the creators tell {Figures.Percent(summary.MedianCoverage ?? 0)} or less of what the brief asks for");
    }

    private void RenderTop(FitSummary summary)
    {
        ink.Line(
            summary.Eligible > 0
                ? $"[bold]The best {Figures.Count(summary.Top.Count)} of {Figures.Count(summary.Eligible)} eligible creators[/]"
                : $"[bold]No creator is eligible; the best {Figures.Count(summary.Top.Count)} all the same[/]");
        new TopRenderer(ink).Render(summary.Top);
    }
}
