using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>Checks <c>constraints</c>, also against each other: those that nobody can meet are a mistake, and told.</summary>
internal static class FitConstraintsValidator
{
    /// <param name="draft">The constraints, null where there are none.</param>
    /// <param name="hasCost">Whether the brief asks for cost.</param>
    /// <param name="schemes">The schemes whose tiers may be named.</param>
    /// <param name="faults">Takes every fault.</param>
    public static FitConstraints Validate(FitConstraintsDraft? draft, bool hasCost, TierSchemeCatalog schemes, FaultList faults)
    {
        if (draft is null)
        {
            return new FitConstraints();
        }

        var before = faults.Count;
        var platforms = OnceOnlyRule.Values(draft.Platforms, "constraints.platforms", "platform", faults);
        var tiers = TierConstraintValidator.Validate(draft.Tiers, schemes, faults);
        CheckFollowers(draft, faults);
        if (tiers is not null && faults.Count == before)
        {
            TierConstraintValidator.CheckCanBeMet(tiers, platforms, draft.MinFollowers, draft.MaxFollowers, faults);
        }

        CheckShare(draft.MinAuthenticShare, "constraints.minAuthenticShare", faults);
        var languages = OnceOnlyRule.Languages(draft.Languages, "constraints.languages", BriefLimits.MaxLanguages, faults);
        CheckShare(draft.MinLanguageShare, "constraints.minLanguageShare", faults);
        if (draft is { MinLanguageShare: not null, Languages: null or { Count: 0 } })
        {
            faults.Add("constraints.minLanguageShare", FaultCode.NotAllowed, "needs constraints.languages, which say of what.");
        }

        var excluded = OnceOnlyRule.Texts(
            draft.ExcludedCreatorIds, "constraints.excludedCreatorIds", BriefLimits.MaxExcludedCreators, CheckId, faults);
        if (draft.PriceRequired && !hasCost)
        {
            faults.Add("constraints.priceRequired", FaultCode.NotAllowed, "needs cost, which says of what and in which currency.");
        }

        var tolerated = OnceOnlyRule.Values(draft.ToleratedSafetyFlags, "constraints.toleratedSafetyFlags", "flag", faults);
        return new FitConstraints
        {
            Platforms = platforms,
            Tiers = tiers,
            MinFollowers = draft.MinFollowers,
            MaxFollowers = draft.MaxFollowers,
            MinAuthenticShare = draft.MinAuthenticShare,
            Languages = languages.Count == 0 ? null : AllAlike(languages),
            MinLanguageShare = draft.MinLanguageShare,
            ExcludedCreatorIds = excluded.ToHashSet(StringComparer.Ordinal),
            PriceRequired = draft.PriceRequired,
            ToleratedSafetyFlags = tolerated.ToHashSet(),
            AllowUnknown = draft.AllowUnknown,
        };
    }

    private static WeightTable AllAlike(List<string> keys) =>
        new([.. keys.Order(StringComparer.Ordinal)], [.. Enumerable.Repeat(1.0, keys.Count)]);

    private static void CheckFollowers(FitConstraintsDraft draft, FaultList faults)
    {
        CheckCount(draft.MinFollowers, "constraints.minFollowers", faults);
        CheckCount(draft.MaxFollowers, "constraints.maxFollowers", faults);
        if (draft.MinFollowers > draft.MaxFollowers)
        {
            faults.Add("constraints.maxFollowers", FaultCode.OutOfRange,
                $"must be at least minFollowers, {draft.MinFollowers}; got {draft.MaxFollowers}.");
        }
    }

    private static void CheckCount(ulong? followers, string path, FaultList faults)
    {
        if (followers > FollowerCount.Max)
        {
            faults.Add(path, FaultCode.OutOfRange, $"must lie in [0, {FollowerCount.Max}]; got {followers}.");
        }
    }

    private static void CheckShare(double? share, string path, FaultList faults)
    {
        if (NumberRule.Share(share) is { } wrong)
        {
            faults.Add(path, wrong);
        }
    }

    private static Violation? CheckId(string id) =>
        CreatorId.Check(id, "") is { } wrong ? new Violation(wrong.Code, wrong.Message) : null;
}
