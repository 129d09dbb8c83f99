using System.Globalization;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Tally;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>
/// A classified file for programs: a row a tier of each scheme, and rows for the creators that have none: tiers "unranked", "missing" (their
/// followers are not known) and "failed". Shares are of all creators, in [0, 1].
/// </summary>
internal static class SummaryCsv
{
    public static void Write(TextWriter writer, ClassifySummary summary)
    {
        var sheet = new CsvSheet(writer, "scheme_id", "scheme_version", "ordinal", "tier_id", "tier_label", "creators", "share");
        foreach (var tally in summary.Schemes)
        {
            foreach (var (at, tier) in tally.Scheme.Tiers.Index())
            {
                Add(tally, (at + 1).ToString(CultureInfo.InvariantCulture), tier.Id, tier.Label, tally.Counts[at + 1]);
            }

            Add(tally, null, "unranked", "", tally.Counts[0]);
            Add(tally, null, "missing", "", summary.Missing);
            Add(tally, null, "failed", "", summary.Failed);
        }

        void Add(SchemeTally tally, string? ordinal, string id, string label, long count) => sheet.Row(
            tally.Scheme.Id,
            tally.Scheme.Version,
            ordinal,
            id,
            label,
            count,
            summary.Creators == 0 ? null : Math.Round((double)count / summary.Creators, 6));
    }
}
