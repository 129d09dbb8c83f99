using System.Globalization;
using Influence.V1;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>One creator's score, explained: what each component adds of what it could, where it came from, and what is not known.</summary>
internal sealed class ExplanationRenderer(Ink ink)
{
    private const int BarWidth = 18;
    private const string Indent = "      ";

    private readonly FitBar bar = new(ink);

    public void Render(string creatorId, Brief brief, ScoreFitResponse answer)
    {
        var fit = answer.Fit;
        ink.Line(
            $"[bold]{Ink.Plain(creatorId)}[/]: [bold]{FitFigures.Points(fit.Score)}[/] of 100  {FitFigures.Interval(fit.Lower, fit.Upper)}  "
            + bar.OfInterval(fit.Lower, fit.Upper, BarWidth, "green").TrimEnd());
        ink.Line(FitFigures.Against(brief.Title, answer.ModelId, answer.ModelVersion));
        RenderSource(answer.DataStatus);
        ink.Line();
        RenderComponents(fit);
        ink.Line();
        RenderEligibility(fit);
        RenderReach(fit);
        RenderUnknown(fit);
    }

    private void RenderSource(DataStatus status)
    {
        if (status == DataStatus.OutsideMaxAge)
        {
            ink.Line("[yellow]by a profile older than asked for[/]");
        }
        else if (status == DataStatus.Degraded)
        {
            ink.Line("[yellow]by a profile from memory, because the store did not answer[/]");
        }
    }

    private void RenderComponents(FitScore fit)
    {
        var full = fit.Components.Max(component => component.Weight) * 100;
        var names = Figures.Column(["", .. fit.Components.Select(component => FitFigures.Words(component.Component))]);
        var points = Figures.Column(["points", .. fit.Components.Select(Points)], right: true);
        var most = Figures.Column(["", .. fit.Components.Select(Most)]);
        var values = Figures.Column(["value", .. fit.Components.Select(Value)], right: true);
        var weights = Figures.Column(["weight", .. fit.Components.Select(component => Figures.Percent(component.Weight))], right: true);
        ink.Line($"  {names[0]}  {points[0]} {most[0]}  {new string(' ', BarWidth)}  {values[0]}  {weights[0]}");
        for (var i = 0; i < fit.Components.Count; i++)
        {
            var (component, row) = (fit.Components[i], i + 1);
            var shape = bar.Of(component.Contribution, component.Weight * 100, Math.Max(full, 1e-9), BarWidth, Colour(component.Status));
            ink.Line(
                $"  [bold]{Ink.Plain(names[row])}[/]  {points[row]} {most[row]}  {shape}  {values[row]}  {weights[row]}  {State(component.Status)}");
            foreach (var reason in component.Reasons)
            {
                ink.Line($"[grey]{Indent}{Ink.Plain(reason)}[/]");
            }
        }

        var total = "total".PadRight(names[0].Length);
        var sum = FitFigures.Points(fit.Score).PadLeft(points[0].Length);
        ink.Line($"  [bold]{total}[/]  [bold]{sum}[/] of 100");
    }

    private void RenderEligibility(FitScore fit)
    {
        ink.Line(fit.Eligible ? "[green]Eligible: meets every constraint of the brief.[/]" : "[red]Not eligible:[/]");
        foreach (var unmet in fit.Ineligibilities)
        {
            ink.Line($"  [red]- {Ink.Plain(unmet.Sentence)}[/]");
        }

        foreach (var caution in fit.Cautions)
        {
            ink.Line($"[yellow]Caution: {Ink.Plain(caution.Sentence)}[/]");
        }
    }

    private void RenderReach(FitScore fit)
    {
        if (fit.TargetShare is { } target)
        {
            ink.Line(
                $"Wanted share of the audience: {Figures.Percent(target.Share)} (at least {Figures.Percent(target.Lower)}, at most {Figures.Percent(target.Upper)}).");
        }

        if (fit.HasExpectedEngagementRate)
        {
            ink.Line(string.Create(CultureInfo.InvariantCulture, $"Engagement rate to be expected: {fit.ExpectedEngagementRate:0.00 %}."));
        }
    }

    private void RenderUnknown(FitScore fit)
    {
        var unknown = fit.Components
            .Where(component => component.Status is ComponentStatus.Imputed or ComponentStatus.PartlyKnown or ComponentStatus.Excluded)
            .Select(component => FitFigures.Words(component.Component))
            .ToList();
        ink.Line(
            unknown.Count == 0
                ? "Everything that the brief asks for is known."
                : $"Known: {Figures.Percent(fit.Coverage)} of what the brief asks for; not, or not all of it: {Ink.Plain(string.Join(", ", unknown))}.");
        ink.Line(
            $"If everything were known, and chance apart, the score would lie from {FitFigures.Points(fit.Lower)} to {FitFigures.Points(fit.Upper)} "
            + "in 8 of 10 cases.");
    }

    private static bool Counts(ComponentScore component) => component.HasValue;

    private static string Points(ComponentScore component) => Counts(component) ? FitFigures.Points(component.Contribution) : "-";

    private static string Most(ComponentScore component) => Counts(component) ? $"of {FitFigures.Points(component.Weight * 100)}" : "";

    private static string Value(ComponentScore component) =>
        Counts(component) ? component.Value.ToString("0.000", CultureInfo.InvariantCulture) : "-";

    private static string Colour(ComponentStatus status) => status switch
    {
        ComponentStatus.Known => "green",
        ComponentStatus.PartlyKnown => "yellow",
        _ => "grey",
    };

    private static string State(ComponentStatus status)
    {
        var colour = status switch
        {
            ComponentStatus.Known => "green",
            ComponentStatus.PartlyKnown or ComponentStatus.Imputed or ComponentStatus.Excluded => "yellow",
            _ => "grey",
        };
        return $"[{colour}]{FitFigures.Words(status).ToUpperInvariant()}[/]";
    }
}
