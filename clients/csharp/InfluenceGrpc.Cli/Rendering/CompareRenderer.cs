using Influence.V1;
using InfluenceGrpc.Cli.Campaigns;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>Plans side by side for people: what each does, which wins on what, and what overlaps were known.</summary>
internal sealed class CompareRenderer(Ink ink)
{
    public void Render(CompareSummary summary)
    {
        var plans = summary.Answer.Plans;
        var told = plans.Where(plan => plan.Forecast is not null).ToList();
        var figures = new ForecastRenderer(ink, summary.Currency, [.. told.Select(plan => plan.Forecast)]);
        ink.Line($"[bold]{Ink.Plain(summary.File)}[/]: {Figures.Count(plans.Count)} plans compared");
        ink.Line(FitFigures.Against(summary.Request.Brief.Title, summary.Answer.ModelId, summary.Answer.ModelVersion));
        ink.Line($"the target is {CampaignFigures.People(CampaignFigures.PeopleOf(summary.Request.Universe))} people; intervals are meant to hold in 8 of 10 cases");
        for (var i = 0; i < plans.Count; i++)
        {
            ink.Line();
            ink.Line($"[bold]{Ink.Plain(plans[i].Name)}[/]");
            if (plans[i].Forecast is { } forecast)
            {
                figures.Render(forecast);
                RenderRemarks(forecast);
            }

            RenderFailures(summary, i);
        }

        if (told.Count > 0)
        {
            ink.Line();
            figures.RenderLegend("; all plans to one scale");
        }

        RenderComparisons(summary.Answer);
        RenderOverlaps(told);
    }

    private void RenderRemarks(ReachForecast forecast)
    {
        var bySize = forecast.Creators.Count(creator => !creator.ReachIsOwn);
        if (bySize > 0)
        {
            ink.Line($"  [grey]the reach of {Figures.Count(bySize)} of {Figures.Count(forecast.Creators.Count)} is what the model knows of creators of that size[/]");
        }

        foreach (var creator in forecast.Creators)
        {
            if (creator.Ineligibilities.Count > 0)
            {
                ink.Line($"  [yellow]{Ink.Plain($"'{creator.CreatorId}' does not meet the brief: {FitFigures.Words(creator.Ineligibilities)}")}[/]");
            }

            if (creator.DataStatus is DataStatus.OutsideMaxAge or DataStatus.Degraded)
            {
                var how = creator.DataStatus == DataStatus.Degraded ? "from memory, because the store did not answer" : "older than asked for";
                ink.Line($"  [yellow]{Ink.Plain($"'{creator.CreatorId}' by a profile {how}")}[/]");
            }
        }
    }

    private void RenderFailures(CompareSummary summary, int plan)
    {
        foreach (var (_, creatorId, status) in summary.Failures.Where(failed => failed.Plan == plan))
        {
            ink.Line($"  [red]{Ink.Plain($"'{creatorId}' failed and is left out: {InfluenceError.From(status)}")}[/]");
        }
    }

    private void RenderComparisons(ComparePlansResponse answer)
    {
        ink.Line();
        if (answer.Comparisons.Count == 0)
        {
            ink.Line("Nothing is known of two plans that could be compared.");
            return;
        }

        ink.Line("[bold]Which wins on what[/]  (* ahead within the whole interval)");
        foreach (var comparison in answer.Comparisons)
        {
            ink.Line($"  {(comparison is { IsClear: true, Lead: not null } ? "[green]*[/]" : " ")} {Ink.Plain(comparison.Sentence)}");
        }
    }

    private void RenderOverlaps(List<PlanForecast> told)
    {
        if (told.Count == 0)
        {
            return;
        }

        ink.Line();
        ink.Line("[bold]How people reached twice are counted once[/]");
        foreach (var plan in told)
        {
            ink.Line($"  {Ink.Plain($"'{plan.Name}': {CampaignFigures.Words(plan.Forecast.OverlapBasis)}")}");
        }
    }
}
