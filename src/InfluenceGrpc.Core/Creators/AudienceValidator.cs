using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Creators;

/// <summary>Checks <c>audience</c>.</summary>
internal static class AudienceValidator
{
    public static Audience? Validate(AudienceDraft? draft, FaultList faults)
    {
        if (draft is null)
        {
            return null;
        }

        Share(draft.AuthenticShare, "audience.authenticShare", faults);
        Share(draft.DecisionMakerShare, "audience.decisionMakerShare", faults);
        if (!Enum.IsDefined(draft.Base))
        {
            faults.Add("audience.base", FaultCode.UnknownValue, $"is not a known base; got {(int)draft.Base}.");
        }

        return new Audience
        {
            Countries = DistributionValidator.Validate(draft.Countries, "audience.countries", CountryCode.Check, faults),
            Regions = DistributionValidator.Validate(draft.Regions, "audience.regions", CheckRegion, faults),
            Languages = DistributionValidator.Validate(draft.Languages, "audience.languages", LanguageTag.Check, faults),
            Interests = DistributionValidator.Validate(draft.Interests, "audience.interests", TopicPath.Check, faults),
            Ages = EnumSharesValidator.Validate(draft.Ages, "audience.ages", "band", faults),
            Genders = EnumSharesValidator.Validate(draft.Genders, "audience.genders", "gender", faults),
            AuthenticShare = draft.AuthenticShare,
            DecisionMakerShare = draft.DecisionMakerShare,
            Base = draft.Base,
        };
    }

    private static Violation? CheckRegion(string region) => TextRule.Plain(region, ProfileLimits.MaxNameBytes);

    private static void Share(double? value, string path, FaultList faults)
    {
        if (NumberRule.Share(value) is { } wrong)
        {
            faults.Add(path, wrong);
        }
    }
}
