using Influence.V1;
using InfluenceGrpc.Cli.Briefs;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>From the file to the best of its creators.</summary>
internal sealed class RankJob(RankSettings settings, Terminal terminal)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        FitFiles.Check(settings.Input.File, settings.Brief, settings.Output.Paths);
        var began = terminal.Time.GetTimestamp();
        using var client = settings.Server.Connect();
        var brief = await UsableBrief.ReadAsync(client, settings.Brief, settings.Model, terminal, cancellationToken);
        var opened = await settings.Input.OpenAsync(terminal, cancellationToken);
        using var rows = new RepeatableRows(settings.Input, settings.Output.BadRows, terminal, opened);
        FitFaults.TellFindings(opened, terminal);
        using var results = settings.Output.File is null ? null : new RankWriter(settings.Output.File, terminal);
        Ranking? ranking = null;
        await ProgressDisplay.For(settings.Output.Progress, terminal).RunAsync(
            opened.BytesTotal, async report => ranking = await RankAsync(client, rows, brief, report, cancellationToken));

        cancellationToken.ThrowIfCancellationRequested();
        results?.Write(ranking!.Creators);
        rows.Faults.Complete(terminal);
        var summary = new RankSummary(
            settings.Input.File, brief.Title, ranking!, rows.Faults.Failures, rows.Faults.Bad, terminal.Time.GetElapsedTime(began));
        settings.Output.Tell(terminal, new Telling(() => FitSummaryJson.Write(summary), WriteRows, ink => new RankRenderer(ink).Render(summary)));
        return settings.Output.ExitCode(summary.Ranking.Totals.Refused > 0, summary.Bad + summary.Failed > 0);

        void WriteRows(TextWriter writer)
        {
            using var told = new RankWriter(writer);
            told.Write(summary.Ranking.Creators);
        }
    }

    private Task<Ranking> RankAsync(
        InfluenceClient client, RepeatableRows rows, Brief brief, Action<ProgressReading> report, CancellationToken cancellationToken)
    {
        var options = new RankOptions
        {
            Count = settings.Count,
            ModelId = settings.Model,
            IncludeIneligible = settings.IncludeIneligible,
            Read = settings.Input.Read,
            SourceCanBeReadAgain = settings.Input.CanBeReadAgain,
        };
        return settings.Input.Read is null
            ? client.RankCreatorsAsync(rows.ReadAsync(cancellationToken), row => row.Profile!, brief, options, Taken, cancellationToken)
            : client.RankCreatorsAsync(rows.ReadAsync(cancellationToken), row => row.Id, brief, options, Taken, cancellationToken);

        void Taken(RankedChunk<FitRow> chunk)
        {
            rows.Faults.Add(chunk);
            report(new ProgressReading((long)chunk.Progress.Scored, rows.BytesRead));
        }
    }
}
