using InfluenceGrpc.Cli.Classify;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Profiles;

/// <summary>From the file to the profile store, from where an earlier run stopped.</summary>
internal sealed class ImportJob(ImportSettings settings, Terminal terminal)
{
    // Of a chunk beside its profiles: sequence, tags and lengths.
    private const int EnvelopeBytes = 64;

    // Where the server does not say: its own default.
    private const int MostBytes = 4 << 20;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        OutputPaths.Check(settings.File, (settings.BadRows, "--bad-rows"));
        var began = terminal.Time.GetTimestamp();
        var (identity, file, earlier) = await FindStateAsync(cancellationToken);
        using var reader = await OpenAsync(cancellationToken);
        using var client = settings.Server.Connect();
        var allowed = (await client.GetServerInfoAsync(cancellationToken)).Limits?.Stream?.MaxChunkBytes is > 0 and var bytes ? (int)bytes : MostBytes;
        Tell(reader, earlier);
        var rows = new ImportRows(reader, earlier, allowed - EnvelopeBytes);
        await rows.SkipAsync(cancellationToken);

        using var badRows = settings.BadRows is null
            ? new BadRowReport(path: null)
            : await BadRowReport.ContinueAsync(settings.BadRows, earlier?.Line ?? 0, cancellationToken);
        var progress = new ImportProgress(earlier, identity, file, badRows, terminal.Time);
        var upsert = client.UpsertProfilesAsync(
            rows.ReadAsync(badRows.Add, cancellationToken),
            row => row.Profile,
            new UpsertStreamOptions { MinReplicas = settings.MinReplicas },
            cancellationToken);
        try
        {
            await SendAsync(upsert, reader, progress, cancellationToken);
        }
        catch (Exception fault)
        {
            // Whatever ended the run, the next one begins where this one stopped.
            progress.Save();
            badRows.Flush();
            TellHowToGoOn(progress, file);
            if (fault is OperationCanceledException)
            {
                return ExitCodes.Interrupted;
            }

            throw;
        }

        badRows.Complete();
        badRows.Tell(terminal.Error);
        var summary = new ImportSummary(
            settings.File, progress.Counts(rows.Bad), progress.Failures, upsert.Totals, terminal.Time.GetElapsedTime(began), earlier?.Rows ?? 0);
        Finish(file, progress, upsert.Totals.Refused > 0);
        var telling = new Telling(() => ImportRenderer.Json(summary), writer => ImportCsv.Write(writer, summary), ink => ImportRenderer.Render(ink, summary));
        telling.Tell(terminal, settings.Form);
        return ExitCode(summary);
    }

    private async Task SendAsync(
        ProfileUpsert<ImportRow> upsert, IProfileReader reader, ImportProgress progress, CancellationToken cancellationToken) =>
        await ProgressDisplay.For(settings.Progress, terminal).RunAsync(reader.BytesTotal, async report =>
        {
            await foreach (var chunk in upsert.WithCancellation(cancellationToken))
            {
                progress.Add(chunk, upsert.ResumeAfter);
                report(new ProgressReading(progress.Rows, reader.BytesRead));
            }
        });

    private async Task<(InputIdentity? Identity, ImportStateFile? File, ImportState? Earlier)> FindStateAsync(
        CancellationToken cancellationToken)
    {
        if (settings.File == ClassifySettings.Standard || SpecialFile.Is(settings.File))
        {
            // What cannot be read twice cannot be taken up again.
            return (null, null, null);
        }

        var identity = await InputIdentity.OfAsync(settings.File, cancellationToken);
        var file = new ImportStateFile(settings.File, settings.Server.Address);
        if (settings.FromStart)
        {
            file.Remove();
        }

        return (identity, file, file.Read(identity));
    }

    private async Task<IProfileReader> OpenAsync(CancellationToken cancellationToken)
    {
        var stream = InputFile.Open(settings.File, terminal);
        return settings.IsJson
            ? await JsonProfileReader.OpenAsync(stream, cancellationToken)
            : await CsvProfileReader.OpenAsync(stream, settings.Table, cancellationToken);
    }

    private void Tell(IProfileReader reader, ImportState? earlier)
    {
        foreach (var finding in reader.Findings)
        {
            terminal.Error.WriteLine(Visible.Of(finding.ReplaceLineEndings(" ")));
        }

        if (earlier is not null)
        {
            terminal.Error.WriteLine(
                $"going on after row {Figures.Count(earlier.Rows)} (line {Figures.Count(earlier.Line)}), where an earlier import stopped; "
                + "--from-start begins anew");
        }
    }

    private void TellHowToGoOn(ImportProgress progress, ImportStateFile? file)
    {
        if (file is null)
        {
            terminal.Error.WriteLine("the import stopped; what it wrote stays written");
            return;
        }

        terminal.Error.WriteLine(
            $"the import stopped; what it wrote stays written, up to row {Figures.Count(progress.SafeRows)} for sure. "
            + "The same command goes on from there.");
    }

    private static void Finish(ImportStateFile? file, ImportProgress progress, bool refused)
    {
        if (refused)
        {
            progress.Save();
        }
        else
        {
            file?.Remove();
        }
    }

    private int ExitCode(ImportSummary summary)
    {
        if (summary.Totals.Refused > 0)
        {
            return ExitCodes.Refused;
        }

        return settings.Strict && summary.Counts.Bad + summary.Counts.Failed > 0 ? ExitCodes.RowsFailed : ExitCodes.Success;
    }
}
