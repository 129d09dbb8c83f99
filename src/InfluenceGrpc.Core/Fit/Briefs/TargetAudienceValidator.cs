using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;

namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>Checks <c>audience</c>.</summary>
internal static class TargetAudienceValidator
{
    public static TargetAudience? Validate(TargetAudienceDraft? draft, FaultList faults)
    {
        if (draft is null)
        {
            return null;
        }

        if (IsEmpty(draft))
        {
            faults.Add("audience", FaultCode.Required,
                "must have at least one of countries, regions, languages, interests, ages and genders; leave it out to reach anybody.");
        }

        return new TargetAudience
        {
            Countries = Table(draft.Countries, "audience.countries", CountryCode.Check, faults),
            Regions = Table(draft.Regions, "audience.regions", CheckRegion, faults),
            Languages = WeightTableValidator.ValidateLanguages(draft.Languages, "audience.languages", BriefLimits.MaxGroups, faults),
            Interests = Table(draft.Interests, "audience.interests", TopicPath.Check, faults),
            Ages = EnumWeightsValidator.Validate(draft.Ages, "audience.ages", "band", faults),
            Genders = EnumWeightsValidator.Validate(draft.Genders, "audience.genders", "gender", faults),
        };
    }

    private static bool IsEmpty(TargetAudienceDraft draft) =>
        draft is
        {
            Countries: null or { Count: 0 },
            Regions: null or { Count: 0 },
            Languages: null or { Count: 0 },
            Interests: null or { Count: 0 },
            Ages: null or { Count: 0 },
            Genders: null or { Count: 0 },
        };

    private static WeightTable? Table(
        IReadOnlyCollection<KeyValuePair<string, double>>? given, string path, Func<string, Violation?> keyRule, FaultList faults) =>
        WeightTableValidator.Validate(given, path, BriefLimits.MaxGroups, keyRule, faults);

    private static Violation? CheckRegion(string region) => TextRule.Plain(region, ProfileLimits.MaxNameBytes);
}
