using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>
/// One creator's score for programs, a component a row, and last the whole as component "total": its points are the score, and they are the
/// sum of the others.
/// </summary>
internal static class ExplanationCsv
{
    public static void Write(TextWriter writer, string creatorId, ScoreFitResponse answer)
    {
        var sheet = new CsvSheet(
            writer, "creator_id", "component", "state", "value", "weight", "points", "most_points", "known_share", "lower", "upper", "reasons");
        var fit = answer.Fit;
        foreach (var one in fit.Components)
        {
            sheet.Row(
                creatorId,
                ContractName.Of(one.Component),
                ContractName.Of(one.Status),
                one.HasValue ? one.Value : null,
                one.Weight,
                one.Contribution,
                one.Weight * 100,
                one.KnownShare,
                null,
                null,
                string.Join(' ', one.Reasons));
        }

        var sentences = fit.Ineligibilities.Select(one => one.Sentence).Concat(fit.Cautions.Select(one => one.Sentence));
        sheet.Row(
            creatorId,
            "total",
            fit.Eligible ? "eligible" : "not_eligible",
            fit.Score / 100,
            1,
            fit.Score,
            100,
            fit.Coverage,
            fit.Lower,
            fit.Upper,
            string.Join(' ', sentences));
    }
}
