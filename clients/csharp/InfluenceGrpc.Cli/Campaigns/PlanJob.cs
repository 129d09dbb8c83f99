using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Campaigns;

/// <summary>From a file of candidates to the set that does most within a budget.</summary>
internal sealed class PlanJob(PlanSettings settings, Terminal terminal)
{
    private readonly PlanTally tally = new();

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        CheckFiles();
        var began = terminal.Time.GetTimestamp();
        using var client = settings.Server.Connect();
        var request = await PlanRequest.ReadAsync(settings, terminal, cancellationToken);
        await request.CheckAsync(client, cancellationToken);
        request.Config.MustHaves.AddRange(await new MustHaveRows(settings, terminal).FindAsync(cancellationToken));
        var opened = await settings.Input.OpenAsync(terminal, cancellationToken);
        using var rows = new RepeatableRows(settings.Input, settings.Output.BadRows, terminal, opened);
        FitFaults.TellFindings(opened, terminal);
        using var results = settings.Output.File is null ? null : new PlanWriter(settings.Output.File, terminal);
        PlannedCampaign? planned = null;
        await request.JudgeAsync(
            client,
            () => ProgressDisplay.For(settings.Output.Progress, terminal).RunAsync(
                opened.BytesTotal, async report => planned = await PlanAsync(client, rows, request.Config, report, cancellationToken)),
            cancellationToken);

        cancellationToken.ThrowIfCancellationRequested();
        results?.Write(planned!.Plan, request.Config.Brief.Cost.CurrencyCode);
        rows.Faults.Complete(terminal);
        var summary = new PlanSummary(
            settings.Input.File, request.Config, planned!, tally, rows.Faults.Failures, rows.Faults.Bad, terminal.Time.GetElapsedTime(began));
        settings.Output.Tell(terminal, new Telling(() => FitSummaryJson.Write(summary), WriteRows, ink => new PlanRenderer(ink).Render(summary)));
        return settings.Output.ExitCode(summary.Planned.Totals.Refused > 0, summary.Bad + summary.Failed > 0);

        void WriteRows(TextWriter writer)
        {
            using var told = new PlanWriter(writer);
            told.Write(summary.Plan, summary.Currency);
        }
    }

    private void CheckFiles()
    {
        string?[] inputs = [settings.Input.File, settings.Brief, settings.Universe];
        if (inputs.Count(path => path == InputFile.Standard) > 1)
        {
            throw new InputException("Standard input can hold the candidates, the brief or the target, not two of them.");
        }

        if (settings is { MustHaves.Count: > 0, Input: { CanBeReadAgain: false, Read: null } })
        {
            throw new InputException("--must-have looks for the creator's row before it plans: name a file that can be read twice, not standard input.");
        }

        var outputs = settings.Output.Paths;
        FitFiles.Check(settings.Input.File, settings.Brief, outputs);
        if (settings.Universe is { } universe)
        {
            FitFiles.CheckBeside(universe, outputs);
        }
    }

    private Task<PlannedCampaign> PlanAsync(
        InfluenceClient client, RepeatableRows rows, PlanCampaignConfig config, Action<ProgressReading> report, CancellationToken cancellationToken)
    {
        var options = new PlanOptions { SourceCanBeReadAgain = settings.Input.CanBeReadAgain };
        return settings.Input.Read is null
            ? client.PlanCampaignAsync(rows.ReadAsync(cancellationToken), row => row.Profile!, config, options, Taken, cancellationToken)
            : client.PlanCampaignAsync(rows.ReadAsync(cancellationToken), row => row.Id, config, options, Taken, cancellationToken);

        void Taken(PlannedChunk<FitRow> chunk)
        {
            rows.Faults.Add(chunk);
            tally.Add(chunk);
            report(new ProgressReading((long)chunk.Progress.Items, rows.BytesRead));
        }
    }
}
