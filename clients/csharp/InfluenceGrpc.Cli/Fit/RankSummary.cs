using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>What a ranking came to.</summary>
/// <param name="File">The input, as the user names it.</param>
/// <param name="Brief">Title of the brief; empty where it has none.</param>
/// <param name="Ranking">The best, and how many were scored.</param>
/// <param name="Failures">Creators that failed, by reason.</param>
/// <param name="Bad">Rows that were left out.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record RankSummary(
    string File, string Brief, Ranking Ranking, IReadOnlyDictionary<string, long> Failures, long Bad, TimeSpan Elapsed)
{
    public long Failed => Failures.Values.Sum();
}
