using System.Text;
using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Profiles;

/// <summary>From ids to a file of their profiles.</summary>
internal sealed class ExportJob(ExportSettings settings, Terminal terminal)
{
    private static readonly TableOptions Plain = new(null, new Dictionary<ColumnField, string>(), null);

    private long found;
    private long missing;
    private long failed;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        OutputPaths.Check(settings.Ids, (settings.Output, "--out"), (settings.Missing, "--missing"));
        using var ids = await IdTable.OpenAsync(InputFile.Open(settings.Ids, terminal), Plain, cancellationToken);
        using var client = settings.Server.Connect();
        using var file = settings.Output == InputFile.Standard ? null : new OutputFile(settings.Output);
        using var missingFile = settings.Missing is null ? null : new OutputFile(settings.Missing);
        using var report = new BadRowReport(path: null);
        var profiles = new StreamWriter(file?.Stream ?? terminal.OpenOutput(), new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        var gone = missingFile is null ? null : new StreamWriter(missingFile.Stream, new UTF8Encoding(false)) { NewLine = "\n" };

        // A profile that is too old to be used is still one to keep.
        var options = new LookupStreamOptions { Read = new ReadOptions { AllowStale = true } };
        var lookup = client.LookupProfilesAsync(ids.ReadAsync(report.Add, cancellationToken), row => row.Id, options, cancellationToken);
        await ProgressDisplay.For(settings.Progress, terminal).RunAsync(ids.BytesTotal, async tell =>
        {
            await foreach (var chunk in lookup.WithCancellation(cancellationToken))
            {
                Write(chunk, profiles, gone, report);
                tell(new ProgressReading(lookup.Totals.ItemsAnswered, ids.BytesRead));
            }
        });

        cancellationToken.ThrowIfCancellationRequested();
        await profiles.FlushAsync(cancellationToken);
        file?.Commit();
        if (gone is not null)
        {
            await gone.FlushAsync(cancellationToken);
            missingFile!.Commit();
        }

        report.Tell(terminal.Error);
        await terminal.Error.WriteLineAsync(
            $"{Figures.Count(found)} profiles exported, {Figures.Count(missing)} not found, {Figures.Count(failed)} failed, "
            + $"{Figures.Count(report.Count - missing - failed)} bad rows");
        return ExitCode(report.Count, lookup.Totals.Refused);
    }

    private void Write(LookedUpChunk<CreatorRow> chunk, StreamWriter profiles, StreamWriter? gone, BadRowReport report)
    {
        for (var i = 0; i < chunk.Items.Count; i++)
        {
            var row = chunk.Items[i];
            if (chunk.ProfileOf(i) is { } profile)
            {
                found++;
                profiles.WriteLine(JsonFormatter.Default.Format(profile));
                continue;
            }

            if (chunk.ErrorOf(i) is { } error)
            {
                failed++;
                report.Add(new BadRow(row.Line, $"'{row.Id}': {error}", row.Text));
                continue;
            }

            missing++;
            gone?.WriteLine(row.Id);
            report.Add(new BadRow(row.Line, $"'{row.Id}' is not there", row.Text));
        }
    }

    private int ExitCode(long reported, long refused)
    {
        if (failed > 0)
        {
            // An export that lacks profiles that may be there is no backup.
            return refused > 0 ? ExitCodes.Refused : ExitCodes.RowsFailed;
        }

        return settings.Strict && reported > 0 ? ExitCodes.RowsFailed : ExitCodes.Success;
    }
}
