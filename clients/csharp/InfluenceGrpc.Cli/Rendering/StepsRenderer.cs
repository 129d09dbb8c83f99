using System.Globalization;
using Influence.V1;
using InfluenceGrpc.Cli.Campaigns;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>A plan in order: what each creator costs and adds, and what all so far come to, as a bar that is shaded on to what the whole plan comes to.</summary>
internal sealed class StepsRenderer(Ink ink)
{
    private const int WidestId = 40;
    private const int WidestBar = 25;
    private const int NarrowestBar = 8;
    private const int Gaps = 16;

    private readonly FitBar bar = new(ink);

    public void Render(PlanSummary summary)
    {
        var (steps, currency) = (summary.Plan.Steps, summary.Currency);
        var creators = steps.Count == 1 ? "1 creator" : $"{Figures.Count(steps.Count)} creators";
        ink.Line(
            $"[bold]The plan[/]: {creators} for {Ink.Plain(CampaignFigures.Money(summary.Plan.Cost, currency))}; "
            + $"{Ink.Plain(CampaignFigures.Money(summary.Plan.BudgetLeft, currency))} left of the budget");
        double[] values = [.. Sums(steps)];
        var ranks = Figures.Column(["", .. steps.Select((_, i) => (i + 1).ToString(CultureInfo.InvariantCulture))], right: true);
        var ids = Figures.Column(["creator", .. steps.Select(step => CellWidth.Shorten(Visible.Of(step.CreatorId), WidestId))]);
        var prices = Figures.Column(["price", .. steps.Select(step => Amount(step.Price))], right: true);
        var costs = Figures.Column(["cost so far", .. steps.Select(step => Amount(step.CostSoFar))], right: true);
        var gains = Figures.Column(["adds", .. steps.Select(step => CampaignFigures.People(step.Gain))], right: true);
        var nets = Figures.Column(["so far", .. values.Select(CampaignFigures.People)], right: true);
        var used = ranks[0].Length + CellWidth.Of(ids[0]) + prices[0].Length + costs[0].Length + gains[0].Length + nets[0].Length + Gaps;
        var width = Math.Clamp(ink.Width - used, NarrowestBar, WidestBar);
        ink.Line($"  {ranks[0]}  {ids[0]}  {prices[0]}  {costs[0]}  {gains[0]}  {nets[0]}");
        for (var i = 0; i < steps.Count; i++)
        {
            var row = i + 1;
            var shape = bar.Of(values[i], values[^1], Math.Max(values[^1], 1e-9), width, "green");
            ink.Line(
                $"{(steps[i].MustHave ? "[yellow]*[/]" : " ")} {ranks[row]}  [bold]{Ink.Plain(ids[row])}[/]  {prices[row]}  {costs[row]}  "
                + $"{gains[row]}  {nets[row]}  {shape}");
        }

        if (values[^1] > 0)
        {
            ink.Line($"  {bar.Legend("so far", "to the whole plan")}");
        }

        if (steps.Any(step => step.MustHave))
        {
            ink.Line("  [yellow]*[/] is in the plan in any case");
        }
    }

    private static IEnumerable<double> Sums(IEnumerable<PlanStep> steps)
    {
        var sum = 0.0;
        foreach (var step in steps)
        {
            sum += step.Gain;
            yield return sum;
        }
    }

    private static string Amount(double amount) => CampaignFigures.Money(amount, "");
}
