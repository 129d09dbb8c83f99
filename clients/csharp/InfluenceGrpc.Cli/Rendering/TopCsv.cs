using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>The best creators of a scoring for programs, a creator a row; the scores of all are what <c>--out</c> writes.</summary>
internal static class TopCsv
{
    public static void Write(TextWriter writer, IReadOnlyList<TopCreator> creators)
    {
        var sheet = new CsvSheet(writer, "rank", "creator_id", "score", "lower", "upper", "coverage", "eligible", "ineligibilities", "cautions");
        foreach (var (at, one) in creators.Index())
        {
            sheet.Row(
                at + 1,
                one.Id,
                one.Score,
                one.Lower,
                one.Upper,
                one.Coverage,
                one.Ineligibilities.Count == 0,
                ContractName.Of(one.Ineligibilities),
                ContractName.Of(one.Cautions));
        }
    }
}
