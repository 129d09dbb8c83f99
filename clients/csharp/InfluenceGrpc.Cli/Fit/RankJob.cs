using Influence.V1;
using InfluenceGrpc.Cli.Briefs;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>From the file to the best of its creators.</summary>
internal sealed class RankJob(RankSettings settings, Terminal terminal)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        FitFiles.Check(settings.Input.File, settings.Brief, (settings.Output, "--out"), (settings.BadRows, "--bad-rows"));
        var began = terminal.Time.GetTimestamp();
        using var client = ServerAddress.Connect(settings.Server);
        var brief = await UsableBrief.ReadAsync(client, settings.Brief, settings.Model, terminal, cancellationToken);
        var opened = await settings.Input.OpenAsync(terminal, cancellationToken);
        using var rows = new RepeatableRows(settings.Input, settings.BadRows, terminal, opened);
        FitFaults.TellFindings(opened, terminal);
        using var results = settings.Output is null ? null : new RankWriter(settings.Output, terminal);
        Ranking? ranking = null;
        await ProgressDisplay.For(settings.Progress, terminal).RunAsync(
            opened.BytesTotal, async report => ranking = await RankAsync(client, rows, brief, report, cancellationToken));

        cancellationToken.ThrowIfCancellationRequested();
        results?.Write(ranking!.Creators);
        rows.Faults.Complete(terminal);
        var summary = new RankSummary(
            settings.Input.File, brief.Title, ranking!, rows.Faults.Failures, rows.Faults.Bad, terminal.Time.GetElapsedTime(began));
        Render(summary);
        return ExitCode(summary);
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

    private void Render(RankSummary summary)
    {
        var isPiped = settings.Output == InputFile.Standard;
        var writer = isPiped ? terminal.Error : terminal.Output;
        if (settings.Json)
        {
            writer.WriteLine(FitSummaryJson.Write(summary));
        }
        else
        {
            new RankRenderer(Ink.On(writer, terminal.Colours && !isPiped)).Render(summary);
        }
    }

    private int ExitCode(RankSummary summary)
    {
        if (summary.Ranking.Totals.Refused > 0)
        {
            return ExitCodes.Refused;
        }

        return settings.Strict && summary.Bad + summary.Failed > 0 ? ExitCodes.RowsFailed : ExitCodes.Success;
    }
}
