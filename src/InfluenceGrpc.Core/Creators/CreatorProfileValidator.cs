using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Creators;

/// <summary>Checks a whole profile and collects every fault.</summary>
internal static class CreatorProfileValidator
{
    public static Checked<CreatorProfile> Validate(CreatorProfileDraft draft, FaultList faults)
    {
        ArgumentNullException.ThrowIfNull(draft);
        CheckIdentity(draft, faults);
        var profile = new CreatorProfile
        {
            CreatorId = draft.CreatorId ?? "",
            Platform = draft.Platform,
            Version = draft.Version,
            ObservedAt = draft.ObservedAt,
            Followers = draft.Followers,
            Engagement = EngagementValidator.Validate(draft.Engagement, faults),
            Topics = DistributionValidator.Validate(draft.Topics, "topics", TopicPath.Check, faults),
            Audience = AudienceValidator.Validate(draft.Audience, faults),
            Sponsorship = ReadSponsorship(draft.Sponsorship, faults),
            BrandRelations = BrandRelationValidator.Validate(draft.BrandRelations, faults),
            ReplyShare = draft.Responsiveness?.ReplyShare,
            Prices = PriceValidator.Validate(draft.Prices, faults),
            SafetyFlags = ReadSafetyFlags(draft.SafetyFlags, faults),
        };
        if (NumberRule.Share(draft.Responsiveness?.ReplyShare) is { } wrongReply)
        {
            faults.Add("responsiveness.replyShare", wrongReply);
        }

        return faults.IsEmpty ? new Checked<CreatorProfile>(profile) : new Checked<CreatorProfile>(faults.ToList());
    }

    private static void CheckIdentity(CreatorProfileDraft draft, FaultList faults)
    {
        if (CreatorId.Check(draft.CreatorId, "creatorId") is { } wrongId)
        {
            faults.Add(wrongId);
        }

        if (!Enum.IsDefined(draft.Platform))
        {
            faults.Add("platform", FaultCode.UnknownValue, $"is not a known platform; got {(int)draft.Platform}.");
        }

        if (draft.Followers > FollowerCount.Max)
        {
            faults.Add("followers", FaultCode.OutOfRange, $"must lie in [0, {FollowerCount.Max}]; got {draft.Followers}.");
        }
    }

    private static Sponsorship? ReadSponsorship(SponsorshipDraft? draft, FaultList faults)
    {
        if (draft is null)
        {
            return null;
        }

        if (NumberRule.Share(draft.SponsoredShare) is { } wrongSponsored)
        {
            faults.Add("sponsorship.sponsoredShare", wrongSponsored);
        }

        if (NumberRule.Share(draft.DisclosedShare) is { } wrongDisclosed)
        {
            faults.Add("sponsorship.disclosedShare", wrongDisclosed);
        }

        if (NumberRule.NotNegative(draft.PaidToOrganicRatio) is { } wrongRatio)
        {
            faults.Add("sponsorship.paidToOrganicRatio", wrongRatio);
        }

        if (draft.SamplePosts == 0)
        {
            faults.Add("sponsorship.samplePosts", FaultCode.OutOfRange, "must be at least 1; leave it out when it is not known.");
        }

        return new Sponsorship
        {
            SponsoredShare = draft.SponsoredShare,
            DisclosedShare = draft.DisclosedShare,
            PaidToOrganicRatio = draft.PaidToOrganicRatio,
            SamplePosts = draft.SamplePosts,
        };
    }

    private static SafetyFlag[] ReadSafetyFlags(IReadOnlyList<SafetyFlag>? flags, FaultList faults)
    {
        if (flags is null || flags.Count == 0)
        {
            return [];
        }

        for (var i = 0; i < flags.Count && i < ProfileLimits.MaxSafetyFlags; i++)
        {
            if (flags[i] == SafetyFlag.Unspecified || !Enum.IsDefined(flags[i]))
            {
                faults.Add(FaultPath.Item("safetyFlags", i), FaultCode.UnknownValue, $"is not a known flag; got {(int)flags[i]}.");
            }
        }

        if (flags.Count > ProfileLimits.MaxSafetyFlags)
        {
            faults.Add("safetyFlags", FaultCode.TooMany, $"must be at most {ProfileLimits.MaxSafetyFlags}; got {flags.Count}.");
        }

        return [.. flags.Distinct().Order()];
    }
}
