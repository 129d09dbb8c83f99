using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>One creator's tiers for programs, a scheme a row; columns mean what the fields of TierClassification mean.</summary>
internal static class TierCsv
{
    public static void Write(TextWriter writer, ulong followers, ClassifyTierResponse answer)
    {
        var sheet = new CsvSheet(
            writer,
            "followers", "scheme_id", "scheme_version", "ordinal", "tier_id", "tier_label", "canonical", "unranked_reason", "lower_followers",
            "upper_followers", "nearest_bound", "boundary_margin", "near_boundary", "population_share", "rule");
        foreach (var one in answer.Classifications)
        {
            sheet.Row(
                followers,
                one.SchemeId,
                one.SchemeVersion,
                one.Ordinal,
                one.Tier?.Id,
                one.Tier?.Label,
                one.Tier is { Canonical: not CanonicalTier.Unspecified and var canonical } ? ContractName.Of(canonical) : null,
                one.UnrankedReason == UnrankedReason.Unspecified ? null : ContractName.Of(one.UnrankedReason),
                one.HasLowerFollowers ? one.LowerFollowers : null,
                one.HasUpperFollowers ? one.UpperFollowers : null,
                one.HasNearestBound ? one.NearestBound : null,
                one.HasBoundaryMargin ? one.BoundaryMargin : null,
                one.NearBoundary,
                one.HasPopulationShare ? one.PopulationShare : null,
                one.Rule);
        }
    }
}
