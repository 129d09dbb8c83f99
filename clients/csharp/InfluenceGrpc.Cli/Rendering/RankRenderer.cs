using InfluenceGrpc.Cli.Fit;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>A ranking for people.</summary>
internal sealed class RankRenderer(Ink ink)
{
    public void Render(RankSummary summary)
    {
        var progress = summary.Ranking.Progress;
        ink.Line($"[bold]{Ink.Plain(summary.File)}[/]: {Figures.Count(progress.Scored)} creators scored in {Figures.Duration(summary.Elapsed)}");
        ink.Line(FitFigures.Against(summary.Brief, summary.Ranking.ModelId, summary.Ranking.ModelVersion));
        ink.Line($"{Figures.Count(progress.Ineligible)} of them do not meet the brief");
        if (summary.Bad > 0)
        {
            ink.Line($"[yellow]{Figures.Count(summary.Bad)} bad rows were left out[/]");
        }

        foreach (var (reason, count) in summary.Failures)
        {
            ink.Line($"[red]{Figures.Count(count)} creators failed: {Ink.Plain(reason)}[/]");
        }

        if (Figures.Trouble("the server", summary.Ranking.Totals.Interruptions, summary.Ranking.Totals.Retries) is { } trouble)
        {
            ink.Line($"{trouble}{(summary.Ranking.Totals.Interruptions > 0 ? "; the ranking was begun anew" : "")}");
        }

        ink.Line();
        if (summary.Ranking.Creators.Count == 0)
        {
            ink.Line("Nobody is left to rank; --include-ineligible ranks those that do not meet the brief as well.");
            return;
        }

        new TopRenderer(ink).Render([.. summary.Ranking.Creators.Select(TopCreator.Of)]);
    }
}
