using Influence.V1;
using InfluenceGrpc.Cli.Campaigns;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>A planned campaign for people: who was a candidate, the plan in order, what it does, who would come next, and what is certain of it.</summary>
internal sealed class PlanRenderer(Ink ink)
{
    private const int CountBarWidth = 25;

    private readonly FitBar bar = new(ink);

    public void Render(PlanSummary summary)
    {
        RenderOutcome(summary);
        ink.Line();
        RenderCandidates(summary);
        ink.Line();
        if (summary.Plan.Steps.Count == 0)
        {
            ink.Line(Ink.Plain($"There is no plan: {new PlanAbsence(summary).Why}"));
        }
        else
        {
            new StepsRenderer(ink).Render(summary);
            ink.Line();
            ink.Line("[bold]What it does[/]  (intervals are meant to hold in 8 of 10 cases)");
            var figures = new ForecastRenderer(ink, summary.Currency, [summary.Plan.Forecast]);
            figures.Render(summary.Plan.Forecast);
            figures.RenderLegend();
            ink.Line($"  [grey]people reached twice are counted once {CampaignFigures.Words(summary.Plan.Forecast.OverlapBasis)}[/]");
            ink.Line();
        }

        RenderNext(summary);
        RenderGuarantee(summary);
    }

    private void RenderOutcome(PlanSummary summary)
    {
        var (planned, config) = (summary.Planned, summary.Config);
        ink.Line($"[bold]{Ink.Plain(summary.File)}[/]: {Figures.Count(planned.Progress.Items)} creators looked at in {Figures.Duration(summary.Elapsed)}");
        ink.Line(FitFigures.Against(config.Brief.Title, planned.ModelId, planned.ModelVersion));
        ink.Line(Ink.Plain(
            $"the target is {CampaignFigures.People(CampaignFigures.PeopleOf(config.Universe))} people, the budget "
            + $"{CampaignFigures.Money(config.Budget, summary.Currency)}; as many as possible: {CampaignFigures.Words(config.Objective)}"));
        if (summary.Bad > 0)
        {
            ink.Line($"[yellow]{Figures.Count(summary.Bad)} bad rows were left out[/]");
        }

        foreach (var (reason, count) in summary.Failures)
        {
            ink.Line($"[red]{Figures.Count(count)} creators failed: {Ink.Plain(reason)}[/]");
        }

        if (Figures.Trouble("the server", planned.Totals.Interruptions, planned.Totals.Retries) is { } trouble)
        {
            ink.Line($"{trouble}{(planned.Totals.Interruptions > 0 ? "; the planning was begun anew" : "")}");
        }
    }

    private void RenderCandidates(PlanSummary summary)
    {
        var progress = summary.Planned.Progress;
        List<(string Name, long Count, string Colour)> lines =
        [
            ("candidates", (long)progress.Candidates, "green"),
            ("not eligible", (long)progress.Ineligible, "default"),
            .. summary.Tally.Ineligible.Select(reason => ($"  {FitFigures.Words(reason.Reason)}", reason.Count, "red")),
            ("dropped", (long)progress.Dropped, "default"),
            .. summary.Tally.Dropped.Select(reason => ($"  {PlanAbsence.Words(reason.Reason)}", reason.Count, "yellow")),
        ];
        var names = Figures.Column(lines.Select(line => line.Name));
        var counts = Figures.Column(lines.Select(line => Figures.Count(line.Count)), right: true);
        var shares = Figures.Column(lines.Select(line => Figures.Percent(line.Count, (long)progress.Items)), right: true);
        for (var i = 0; i < lines.Count; i++)
        {
            var shape = bar.OfCount(lines[i].Count, (long)progress.Items, CountBarWidth, lines[i].Colour);
            ink.Line($"  {names[i]}  {counts[i]}  {shares[i]}  {shape}");
        }

        if (summary.Tally.Ineligible.Count > 1)
        {
            ink.Line("  (one creator may have several reasons not to be eligible)");
        }
    }

    private void RenderNext(PlanSummary summary)
    {
        if (summary.Plan.Next is not { } next)
        {
            RenderNobodyNext(summary);
            return;
        }

        var lack = next.MissingBudget > 0
            ? $"the budget lacks {CampaignFigures.Money(next.MissingBudget, summary.Currency)}"
            : "there is money for it, and only room for one more creator lacks";
        ink.Line(
            $"Next would come [bold]{Ink.Plain(next.CreatorId)}[/] for {Ink.Plain(CampaignFigures.Money(next.Price, summary.Currency))}: "
            + $"{CampaignFigures.People(next.Gain)} more; {Ink.Plain(lack)}.");
    }

    // Where there is no plan, why has been said.
    private void RenderNobodyNext(PlanSummary summary)
    {
        if (summary.Plan.Steps.Count > 0)
        {
            var dear = summary.Tally.Dropped.Where(reason => reason.Reason == DropReason.TooExpensive).Sum(reason => reason.Count);
            var others = dear == 1 ? "; 1 creator was none, because it costs more than there is" : $"; {Figures.Count(dear)} creators were none, because they cost more than there is";
            ink.Line($"Next: no candidate is left that adds anything{(dear > 0 ? others : "")}.");
        }
    }

    private void RenderGuarantee(PlanSummary summary)
    {
        const string caveat = " How far the forecast may be off, its intervals say.";
        var plan = summary.Plan;
        if (plan.UpperBound <= 0)
        {
            return;
        }

        var (share, ofBound) = (AtLeast(plan.GuaranteedShare), AtLeast(plan.ObjectiveValue / plan.UpperBound));
        var bound = CampaignFigures.People(plan.UpperBound);
        ink.Line((summary.Config.MustHaves.Count > 0, share == ofBound) switch
        {
            (true, _) => $"By this forecast: what it adds to the creators that are in it in any case is at least {share} of the most that can be added; "
                + $"no plan does better than {bound}, so this one has at least {ofBound} of that.{caveat}",
            (_, true) => $"By this forecast: at least {share} of the best possible; no plan does better than {bound}.{caveat}",
            _ => $"By this forecast: at least {share} of the best possible; no plan does better than {bound}, so this one has at least {ofBound} of that.{caveat}",
        });
        if (plan.Method == PlanMethod.Sieved)
        {
            ink.Line("There were more candidates than the server keeps: those that looked best were kept, and the guarantee allows for the others.");
        }
    }

    // What is promised is not rounded up.
    private static string AtLeast(double share) => Figures.Percent(Math.Floor(share * 1000) / 1000);
}
