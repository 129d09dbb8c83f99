using Influence.V1;
using InfluenceGrpc.Cli.Briefs;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>From the file to the summary: creators are read, scored, written and counted as they pass.</summary>
internal sealed class ScoreJob(ScoreSettings settings, FitInput input, Terminal terminal)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        FitFiles.Check(input.File, settings.Brief, (settings.Output, "--out"), (settings.BadRows, "--bad-rows"));
        var began = terminal.Time.GetTimestamp();
        using var client = ServerAddress.Connect(settings.Server);
        var brief = await UsableBrief.ReadAsync(client, settings.Brief, settings.Model, terminal, cancellationToken);
        using var source = await input.OpenAsync(terminal, cancellationToken);
        FitFaults.TellFindings(source, terminal);

        using var faults = new FitFaults(settings.BadRows);
        using var results = settings.Output is null ? null : new ScoreWriter(settings.Output, terminal, source, settings.Components);
        var tally = new FitTally(settings.Top);
        var scoring = Score(client, source, brief, faults, cancellationToken);
        await ProgressDisplay.For(settings.Progress, terminal).RunAsync(source.BytesTotal, async report =>
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
        Render(summary);
        return ExitCode(summary);
    }

    private FitScoring<FitRow> Score(
        InfluenceClient client, IFitRowSource source, Brief brief, FitFaults faults, CancellationToken cancellationToken)
    {
        var options = new FitStreamOptions { ModelId = settings.Model, Components = settings.Components && settings.Output is not null, Read = input.Read };
        var rows = source.ReadAsync(faults.Add, cancellationToken);
        return input.Read is null
            ? client.ScoreFitStreamAsync(rows, row => row.Profile!, brief, options, cancellationToken)
            : client.ScoreFitStreamAsync(rows, row => row.Id, brief, options, cancellationToken);
    }

    private void Render(FitSummary summary)
    {
        var isPiped = settings.Output == InputFile.Standard;
        var writer = isPiped ? terminal.Error : terminal.Output;
        if (settings.Json)
        {
            writer.WriteLine(FitSummaryJson.Write(summary));
        }
        else
        {
            new FitSummaryRenderer(Ink.On(writer, terminal.Colours && !isPiped)).Render(summary);
        }
    }

    private int ExitCode(FitSummary summary)
    {
        if (summary.Refused > 0)
        {
            return ExitCodes.Refused;
        }

        return settings.Strict && summary.Bad + summary.Failed > 0 ? ExitCodes.RowsFailed : ExitCodes.Success;
    }
}
