using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Cli.Schemes;
using InfluenceGrpc.Cli.Tally;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Classify;

/// <summary>From the file to the summary: rows are read, classified, written and counted as they pass.</summary>
internal sealed class ClassifyJob(ClassifySettings settings, Terminal terminal)
{
    private long reported;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        OutputPaths.Check(settings.File, settings.Output.Paths);
        var began = terminal.Time.GetTimestamp();
        using var table = await OpenAsync(cancellationToken);
        using var client = settings.Server.Connect();
        var choice = SchemeChoice.Of(settings.Schemes, await client.ListTierSchemesAsync(cancellationToken), byFollowersOnly: settings.Read is null);
        TellColumns(table);

        using var badRows = new BadRowReport(settings.Output.BadRows);
        using var results = settings.Output.File is null ? null : new ResultWriter(settings.Output.File, terminal, table);
        var tally = new TierTally();
        var classification = Classify(client, table, choice, badRows, cancellationToken);
        await ProgressDisplay.For(settings.Output.Progress, terminal).RunAsync(table.BytesTotal, async report =>
        {
            await foreach (var chunk in classification.WithCancellation(cancellationToken))
            {
                results?.Write(chunk);
                tally.Add(chunk);
                ReportFailed(chunk, badRows);
                report(new ProgressReading(tally.Rows, table.BytesRead));
            }
        });

        // Past this point only files are put in place: an interrupt that comes now comes too late.
        cancellationToken.ThrowIfCancellationRequested();
        results?.Complete(classification.Schemes);
        badRows.Complete();
        badRows.Tell(terminal.Error);
        var summary = tally.Summarize(settings.File, classification, badRows.Count - reported, terminal.Time.GetElapsedTime(began));
        settings.Output.Tell(
            terminal,
            new Telling(() => SummaryJson.Write(summary), writer => SummaryCsv.Write(writer, summary), ink => new SummaryRenderer(ink).Render(summary)));
        return settings.Output.ExitCode(summary.Refused > 0, summary.Bad + summary.Missing + summary.Failed > 0);
    }

    private Classification<CreatorRow> Classify(
        InfluenceClient client, IRowSource table, SchemeChoice choice, BadRowReport badRows, CancellationToken cancellationToken)
    {
        var options = new ClassifyStreamOptions
        {
            Schemes = choice.Selection,
            BoundaryMargins = true,
            UnrankedReasons = true,
            Platform = settings.Table.Platform ?? Platform.Unspecified,
            MaxItemsPerChunk = settings.RowsPerChunk,
            Read = settings.Read,
        };
        var rows = table.ReadAsync(badRows.Add, cancellationToken);

        if (settings.Read is not null)
        {
            return client.ClassifyAsync(rows, row => row.Id, options, cancellationToken);
        }

        // Each row's own platform takes a profile a row, several times the bytes: only where a scheme asks for it.
        return choice.GoByPlatform && table is CreatorTable { Columns.Platform: not null } && settings.Table.Platform is null
            ? client.ClassifyAsync(rows, ProfileOf, options, cancellationToken)
            : client.ClassifyAsync(rows, row => row.Followers, options, cancellationToken);
    }

    // The ids of the file are not sent: any text may stand there, and the contract allows less.
    private static CreatorProfile ProfileOf(CreatorRow row)
    {
        var profile = new CreatorProfile { CreatorId = $"line-{row.Line}", Platform = row.Platform };
        if (row.Followers is { } followers)
        {
            profile.Followers = followers;
        }

        return profile;
    }

    private async Task<IRowSource> OpenAsync(CancellationToken cancellationToken)
    {
        var input = InputFile.Open(settings.File, terminal);
        return settings.Read is null
            ? await CreatorTable.OpenAsync(input, settings.Table, cancellationToken)
            : await IdTable.OpenAsync(input, settings.Table, cancellationToken);
    }

    // An id that cannot be classified is to be told by its line: its row shows nothing else of the creator.
    private void ReportFailed(ClassifiedChunk<CreatorRow> chunk, BadRowReport badRows)
    {
        for (var item = 0; settings.Read is not null && item < chunk.Items.Count; item++)
        {
            if (chunk.ErrorOf(item) is { } error)
            {
                reported++;
                badRows.Add(new BadRow(chunk.Items[item].Line, $"'{chunk.Items[item].Id}': {error}", chunk.Items[item].Text));
            }
        }
    }

    private void TellColumns(IRowSource rows)
    {
        if (rows is not CreatorTable table)
        {
            var ids = rows is IdTable { Column: { } name } ? $"ids from column '{Visible.Of(name.ReplaceLineEndings(" "))}'" : "an id a line";
            terminal.Error.WriteLine(ids);
            return;
        }

        var unit = table.Columns.Unit == FollowerUnit.One ? "" : $", in {table.Columns.Unit.ToString().ToLowerInvariant()}s";
        var column = Visible.Of(table.Headers[table.Columns.Followers].ReplaceLineEndings(" "));
        terminal.Error.WriteLine($"followers from column '{column}'{unit}");
    }
}
