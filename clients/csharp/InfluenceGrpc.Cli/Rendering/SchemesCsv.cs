using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>Schemes for programs, a tier a row; columns mean what the fields of TierScheme and Tier mean.</summary>
internal static class SchemesCsv
{
    public static void Write(TextWriter writer, IEnumerable<TierScheme> schemes, string defaultId)
    {
        var sheet = new CsvSheet(
            writer,
            "scheme_id", "scheme_version", "title", "default", "kind", "platform", "ordinal", "tier_id", "tier_label", "canonical",
            "lower_followers", "upper_followers", "lower_share", "lower_proximity");
        foreach (var scheme in schemes)
        {
            foreach (var (at, tier) in scheme.Tiers.Index())
            {
                sheet.Row(
                    scheme.Id,
                    scheme.Version,
                    scheme.Title,
                    scheme.Id == defaultId,
                    ContractName.Of(scheme.Kind),
                    scheme.Platform == Platform.Unspecified ? null : ContractName.Of(scheme.Platform),
                    at + 1,
                    tier.Id,
                    tier.Label,
                    tier.Canonical == CanonicalTier.Unspecified ? null : ContractName.Of(tier.Canonical),
                    tier.HasLowerFollowers ? tier.LowerFollowers : null,
                    tier.HasUpperFollowers ? tier.UpperFollowers : null,
                    tier.HasLowerShare ? tier.LowerShare : null,
                    tier.HasLowerProximity ? tier.LowerProximity : null);
            }
        }
    }
}
