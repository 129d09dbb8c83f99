using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Profiles;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>What an import came to, for programs: a row an outcome, and for rows that failed one more a reason.</summary>
internal static class ImportCsv
{
    public static void Write(TextWriter writer, ImportSummary summary)
    {
        var sheet = new CsvSheet(writer, "outcome", "reason", "rows");
        sheet.Row("written", null, summary.Counts.Written);
        sheet.Row("unchanged", null, summary.Counts.Unchanged);
        sheet.Row("superseded", null, summary.Counts.Superseded);
        sheet.Row("failed", null, summary.Counts.Failed);
        foreach (var (reason, count) in summary.Failures)
        {
            sheet.Row("failed", reason, count);
        }

        sheet.Row("bad", null, summary.Counts.Bad);
    }
}
