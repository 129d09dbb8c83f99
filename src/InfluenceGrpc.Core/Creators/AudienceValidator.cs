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
            Ages = ReadAges(draft.Ages, faults),
            Genders = ReadGenders(draft.Genders, faults),
            AuthenticShare = draft.AuthenticShare,
            DecisionMakerShare = draft.DecisionMakerShare,
            Base = draft.Base,
        };
    }

    private static Violation? CheckRegion(string region) => TextRule.Plain(region, ProfileLimits.MaxNameBytes);

    private static AgeShare[] ReadAges(IReadOnlyList<AgeShareDraft>? drafts, FaultList faults)
    {
        if (drafts is null || drafts.Count == 0)
        {
            return [];
        }

        if (drafts.Count > ProfileLimits.MaxAgeBands)
        {
            faults.Add("audience.ages", FaultCode.TooMany, $"must be at most {ProfileLimits.MaxAgeBands}; got {drafts.Count}.");
            return [];
        }

        var before = faults.Count;
        for (var i = 0; i < drafts.Count; i++)
        {
            CheckAge(drafts[i], i, faults);
        }

        if (faults.Count > before)
        {
            return [];
        }

        DistributionValidator.CheckSum(drafts.Sum(age => age.Share!.Value), "audience.ages", faults);
        AgeShare[] ages = [.. drafts
            .Select(age => new AgeShare { MinAge = age.MinAge, MaxAge = age.MaxAge, Share = age.Share!.Value })
            .OrderBy(age => age.MinAge)];
        for (var i = 1; i < ages.Length; i++)
        {
            if (ages[i - 1].MaxAge is not { } end || end >= ages[i].MinAge)
            {
                faults.Add("audience.ages", FaultCode.Overlap, $"must not overlap; two bands hold the age {ages[i].MinAge}.");
            }
        }

        return ages;
    }

    private static void CheckAge(AgeShareDraft age, int index, FaultList faults)
    {
        if (age.Share is null)
        {
            faults.Add($"audience.ages[{index}].share", FaultCode.Required, "must be given.");
        }
        else if (NumberRule.Share(age.Share) is { } wrong)
        {
            faults.Add($"audience.ages[{index}].share", wrong);
        }

        if (age.MinAge > ProfileLimits.MaxAge)
        {
            faults.Add($"audience.ages[{index}].minAge", FaultCode.OutOfRange, $"must lie in [0, {ProfileLimits.MaxAge}]; got {age.MinAge}.");
        }

        if (age.MaxAge is { } max && (max < age.MinAge || max > ProfileLimits.MaxAge))
        {
            faults.Add($"audience.ages[{index}].maxAge", FaultCode.OutOfRange,
                $"must lie in [minAge, {ProfileLimits.MaxAge}]; got {max}.");
        }
    }

    private static GenderShares? ReadGenders(GenderSharesDraft? draft, FaultList faults)
    {
        if (draft is null || draft is { Female: null, Male: null, Other: null })
        {
            return null;
        }

        var before = faults.Count;
        Share(draft.Female, "audience.genders.female", faults);
        Share(draft.Male, "audience.genders.male", faults);
        Share(draft.Other, "audience.genders.other", faults);
        if (faults.Count == before)
        {
            DistributionValidator.CheckSum((draft.Female ?? 0) + (draft.Male ?? 0) + (draft.Other ?? 0), "audience.genders", faults);
        }

        return new GenderShares { Female = draft.Female, Male = draft.Male, Other = draft.Other };
    }

    private static void Share(double? value, string path, FaultList faults)
    {
        if (NumberRule.Share(value) is { } wrong)
        {
            faults.Add(path, wrong);
        }
    }
}
