using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Profiles;

/// <summary>Counts what is answered, and puts down how far the import has come: at first, and then at most every second.</summary>
/// <param name="earlier">What an earlier run left; null where there is none.</param>
/// <param name="identity">The input; null where it cannot be read twice.</param>
/// <param name="file">Where the state is kept; null with <paramref name="identity"/>.</param>
/// <param name="report">Bad rows; those of rows put down are in its file by then.</param>
/// <param name="time">The clock.</param>
internal sealed class ImportProgress(
    ImportState? earlier, InputIdentity? identity, ImportStateFile? file, BadRowReport report, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly SortedDictionary<string, long> failures = new(StringComparer.Ordinal);
    private ImportCounts counts = earlier?.Counts ?? new ImportCounts();
    private ImportState? safe;
    private long? lastSaved;
    private long items;

    /// <summary>Rows that the server answered in this run.</summary>
    public long Rows => items;

    /// <summary>Rows that failed in this run, by reason.</summary>
    public IReadOnlyDictionary<string, long> Failures => failures;

    /// <summary>Row up to which nothing needs a second sending; 0 where there is none.</summary>
    public long SafeRows => (safe ?? earlier)?.Rows ?? 0;

    /// <param name="badInThisRun">Bad rows that this run met.</param>
    /// <returns>What became of the rows so far, over all runs.</returns>
    public ImportCounts Counts(long badInThisRun) => counts with { Bad = (earlier?.Counts.Bad ?? 0) + badInThisRun };

    public void Add(UpsertedChunk<ImportRow> chunk, long resumeAfter)
    {
        long[] outcomes = new long[4];
        for (var item = 0; item < chunk.Items.Count; item++)
        {
            var outcome = chunk.OutcomeOf(item);
            outcomes[Math.Clamp((int)outcome, 0, 3)]++;
            if (chunk.ErrorOf(item) is { } error)
            {
                Fail(chunk.Items[item], error);
            }
        }

        counts = counts with
        {
            Written = counts.Written + outcomes[(int)UpsertOutcome.Applied],
            Unchanged = counts.Unchanged + outcomes[(int)UpsertOutcome.Unchanged],
            Superseded = counts.Superseded + outcomes[(int)UpsertOutcome.Superseded],
            Failed = counts.Failed + outcomes[(int)UpsertOutcome.Unspecified],
        };
        items += chunk.Items.Count;
        if (identity is not null && resumeAfter == items)
        {
            var row = chunk.Items[^1];
            safe = new ImportState { Input = identity, Server = file!.Server, Rows = row.Row, Line = row.Line, Counts = Counts(row.BadBefore) };
        }

        if (safe is not null && (lastSaved is not { } last || time.GetElapsedTime(last) >= Interval))
        {
            Save();
        }
    }

    /// <summary>Puts down how far it has come.</summary>
    public void Save()
    {
        lastSaved = time.GetTimestamp();
        if (safe is not null && file is not null)
        {
            report.Flush();
            file.Write(safe);
        }
    }

    private void Fail(ImportRow row, InfluenceError error)
    {
        if (error.Reason == "PROFILE_STORE_ABSENT")
        {
            throw new InfluenceException(error);
        }

        failures[error.Name] = failures.GetValueOrDefault(error.Name) + 1;
        var fields = error.Violations.Select(violation => $"{violation.Field}: {violation.Description}");
        var reason = error.Violations.Count == 0 ? error.ToString() : $"{error.Name}: {string.Join("; ", fields)}";
        report.Add(new BadRow(row.Line, reason, row.Raw));
    }
}
