using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;

namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>Checks <c>brand</c>, <c>competitors</c> and <c>relatedBrands</c>: a brand is one of them at most. Brands are compared
/// as they are written, since profiles are.</summary>
internal static class BriefBrandsValidator
{
    /// <summary>The advertised brand, null where there is none; its competitors, sorted; and brands related to it.</summary>
    public static (string? Brand, string[] Competitors, WeightTable? RelatedBrands) Validate(BriefDraft draft, FaultList faults)
    {
        var brand = string.IsNullOrEmpty(draft.Brand) ? null : draft.Brand;
        if (brand is not null && CheckName(brand) is { } wrongBrand)
        {
            faults.Add("brand", wrongBrand);
        }

        var competitors = OnceOnlyRule.Texts(
            draft.Competitors, "competitors", BriefLimits.MaxCompetitors, name => CheckCompetitor(name, brand), faults);
        var rivals = competitors.ToHashSet(StringComparer.Ordinal);
        var related = WeightTableValidator.Validate(
            draft.RelatedBrands, "relatedBrands", BriefLimits.MaxRelatedBrands, name => CheckRelated(name, brand, rivals), faults);
        return (brand, [.. competitors.Order(StringComparer.Ordinal)], related);
    }

    private static Violation? CheckCompetitor(string name, string? brand) =>
        CheckName(name)
        ?? (name == brand ? new Violation(FaultCode.Duplicate, "is the advertised brand, which does not compete with itself.") : null);

    private static Violation? CheckRelated(string name, string? brand, HashSet<string> rivals) =>
        CheckName(name)
        ?? (name == brand ? new Violation(FaultCode.Duplicate, "is the advertised brand; mentions of it count already.")
            : rivals.Contains(name) ? new Violation(FaultCode.Duplicate, "is a competitor too; it can be one of the two only.")
            : null);

    private static Violation? CheckName(string name) => TextRule.Plain(name, ProfileLimits.MaxNameBytes);
}
