using Influence.V1;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>
/// What sets of creators do, a figure a line: people and money with bars that are scaled over all the sets, so that they compare. Of what
/// is not known it says why.
/// </summary>
internal sealed class ForecastRenderer
{
    private const int WidestBar = 30;
    private const int NarrowestBar = 8;
    private const int Gaps = 8;

    private readonly Ink ink;
    private readonly FitBar bar;
    private readonly string currency;
    private readonly double mostPeople;
    private readonly double mostCost;
    private readonly (int Name, int Value, int Interval) widths;
    private readonly int barWidth;

    /// <param name="ink">Where it is written.</param>
    /// <param name="currency">The brief's; empty where it asks for no cost.</param>
    /// <param name="all">Every set that is going to be rendered, so that columns and bars agree.</param>
    public ForecastRenderer(Ink ink, string currency, IReadOnlyCollection<ReachForecast> all)
    {
        this.ink = ink;
        bar = new FitBar(ink);
        this.currency = currency;
        mostPeople = all.Select(forecast => Math.Max(forecast.NetInTargetReach.Upper, forecast.CredibleReach.Upper)).DefaultIfEmpty().Max();
        mostCost = all.Select(forecast => forecast.Cost).DefaultIfEmpty().Max();
        var lines = all.SelectMany(LinesOf).ToList();
        widths = (
            lines.Select(line => line.Name.Length).DefaultIfEmpty().Max(),
            lines.Select(line => line.Value.Length).DefaultIfEmpty().Max(),
            lines.Where(line => line.Scale > 0).Select(line => line.Interval.Length).DefaultIfEmpty().Max());
        barWidth = Math.Clamp(ink.Width - widths.Name - widths.Value - widths.Interval - Gaps, NarrowestBar, WidestBar);
    }

    public void Render(ReachForecast forecast)
    {
        foreach (var line in LinesOf(forecast))
        {
            var shape = line.Scale > 0 ? bar.Of(line.Filled, line.Most, line.Scale, barWidth, line.Colour) : "";
            ink.Line(
                $"  {line.Name.PadRight(widths.Name)}  {line.Value.PadLeft(widths.Value)}  {Ink.Plain(line.Interval.PadRight(widths.Interval))}  {shape}");
        }
    }

    /// <summary>What the bars say, below the last of them.</summary>
    /// <param name="ofAll">Put behind where bars of several sets compare; empty where there is one.</param>
    public void RenderLegend(string ofAll = "") =>
        ink.Line($"  {bar.Legend("up to the figure", "to the upper end of its interval")}{ofAll}");

    private IEnumerable<Line> LinesOf(ReachForecast forecast)
    {
        var withoutCost = WithoutCost(forecast);
        var withoutEngagements = forecast.CreatorsWithoutEngagements.Count > 0
            ? $"engagements of {CampaignFigures.Names(forecast.CreatorsWithoutEngagements)} cannot be told"
            : null;
        yield return new Line("creators", Figures.Count(forecast.CreatorCount), "");
        yield return withoutCost is null
            ? new Line("cost", CampaignFigures.Money(forecast.Cost, currency), "", forecast.Cost, forecast.Cost, mostCost, "yellow")
            : Unknown("cost", withoutCost);
        yield return OfPeople("people reached in the target", forecast.NetInTargetReach);
        yield return OfPeople("of them, credibly", forecast.CredibleReach);
        yield return Of("engagements in the target", forecast.InTargetEngagements, CampaignFigures.People, "", withoutEngagements);
        yield return Of("contacts per person reached", forecast.Frequency, CampaignFigures.Fine, "", "nobody is reached");
        yield return Of(
            "cost per thousand reached", forecast.CostPerThousandReached, CampaignFigures.Fine, currency, withoutCost ?? "nobody is reached");
        yield return Of(
            "cost per engagement",
            forecast.CostPerInTargetEngagement,
            CampaignFigures.Fine,
            currency,
            withoutCost ?? withoutEngagements ?? "no engagement is to be expected");
    }

    private static string? WithoutCost(ReachForecast forecast) => forecast.HasCost
        ? null
        : forecast.CreatorsWithoutPrice.Count > 0
            ? $"the price of {CampaignFigures.Names(forecast.CreatorsWithoutPrice)} is not known"
            : "the brief asks for no cost";

    private Line OfPeople(string name, Estimate estimate) => new(
        name, CampaignFigures.People(estimate.Value), Interval(estimate, CampaignFigures.People), estimate.Value, estimate.Upper, mostPeople, "green");

    private static Line Of(string name, Estimate? estimate, Func<double, string> figure, string unit, string? otherwise) => estimate is null
        ? Unknown(name, otherwise ?? "it cannot be told")
        : new Line(name, $"{figure(estimate.Value)} {unit}".TrimEnd(), Interval(estimate, figure));

    private static Line Unknown(string name, string why) => new(name, "-", $"not known: {why}");

    private static string Interval(Estimate estimate, Func<double, string> figure) => $"({figure(estimate.Lower)} to {figure(estimate.Upper)})";

    // A bar is filled to Filled and shaded to Most, of Scale; 0 where there is none.
    private sealed record Line(string Name, string Value, string Interval, double Filled = 0, double Most = 0, double Scale = 0, string Colour = "");
}
