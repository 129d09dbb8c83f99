using Influence.V1;
using InfluenceGrpc.Cli.Briefs;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>From the file to the summary: creators are read, scored, written and counted as they pass.</summary>
internal sealed class ScoreJob(ScoreSettings settings, FitInput input, Terminal terminal)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        FitFiles.Check(input.File, settings.Brief, settings.Output.Paths);
        var began = terminal.Time.GetTimestamp();
        using var client = settings.Server.Connect();
        var brief = await UsableBrief.ReadAsync(client, settings.Brief, settings.Model, terminal, cancellationToken);
        using var source = await input.OpenAsync(terminal, cancellationToken);
        FitFaults.TellFindings(source, terminal);

        using var faults = new FitFaults(settings.Output.BadRows);
        using var results = settings.Output.File is null ? null : new ScoreWriter(settings.Output.File, terminal, source, settings.Components);
        var tally = new FitTally(settings.Top);
        var scoring = Score(client, source, brief, faults, cancellationToken);
        await ProgressDisplay.For(settings.Output.Progress, terminal).RunAsync(source.BytesTotal, async report =>
        {
            await foreach (var chunk in scoring.WithCancellation(cancellationToken))
            {
                results?.Write(chunk);
                tally.Add(chunk);
                faults.Add(chunk);
                report(new ProgressReading(tally.Rows, source.BytesRead));
            }
        });

        // Past this point only files are put in place: an interrupt that comes now comes too late.
        cancellationToken.ThrowIfCancellationRequested();
        results?.Complete();
        faults.Complete(terminal);
        var summary = tally.Summarize(input.File, brief, scoring, faults, terminal.Time.GetElapsedTime(began));
        settings.Output.Tell(
            terminal,
            new Telling(() => FitSummaryJson.Write(summary), writer => TopCsv.Write(writer, summary.Top), ink => new FitSummaryRenderer(ink).Render(summary)));
        return settings.Output.ExitCode(summary.Refused > 0, summary.Bad + summary.Failed > 0);
    }

    private FitScoring<FitRow> Score(
        InfluenceClient client, IFitRowSource source, Brief brief, FitFaults faults, CancellationToken cancellationToken)
    {
        var options = new FitStreamOptions { ModelId = settings.Model, Components = settings.Components && settings.Output.File is not null, Read = input.Read };
        var rows = source.ReadAsync(faults.Add, cancellationToken);
        return input.Read is null
            ? client.ScoreFitStreamAsync(rows, row => row.Profile!, brief, options, cancellationToken)
            : client.ScoreFitStreamAsync(rows, row => row.Id, brief, options, cancellationToken);
    }
}
