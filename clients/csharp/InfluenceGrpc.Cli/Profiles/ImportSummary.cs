using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Profiles;

/// <summary>What an import came to.</summary>
/// <param name="File">The input, as the user names it.</param>
/// <param name="Counts">What became of its rows, over all runs.</param>
/// <param name="Failures">Rows that failed in this run, by reason.</param>
/// <param name="Totals">What this run sent.</param>
/// <param name="Elapsed">How long this run took.</param>
/// <param name="ResumedAfter">Rows that earlier runs saw to; 0 where there was none.</param>
internal sealed record ImportSummary(
    string File,
    ImportCounts Counts,
    IReadOnlyDictionary<string, long> Failures,
    StreamTotals Totals,
    TimeSpan Elapsed,
    long ResumedAfter);
