using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Creators;

/// <summary>Checks a whole profile and collects every fault.</summary>
internal static class CreatorProfileValidator
{
    public static Checked<CreatorProfile> Validate(CreatorProfileDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var faults = new FaultList();
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
            Price = ReadPrice(draft.Price, faults),
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

        if (NumberRule.NotNegative(draft.PaidOrganicRatio) is { } wrongRatio)
        {
            faults.Add("sponsorship.paidOrganicRatio", wrongRatio);
        }

        return new Sponsorship
        {
            SponsoredShare = draft.SponsoredShare,
            DisclosedShare = draft.DisclosedShare,
            PaidOrganicRatio = draft.PaidOrganicRatio,
        };
    }

    private static Price? ReadPrice(PriceDraft? draft, FaultList faults)
    {
        if (draft is null)
        {
            return null;
        }

        if (draft.CurrencyCode is not { Length: 3 } || !draft.CurrencyCode.All(char.IsAsciiLetterUpper))
        {
            faults.Add("price.currencyCode", FaultCode.Malformed, "must be three upper-case letters of ISO 4217, such as NOK.");
        }

        if (draft.Units < 0)
        {
            faults.Add("price.units", FaultCode.OutOfRange, $"must be 0 or more; got {draft.Units}.");
        }

        if (draft.Nanos is < 0 or > 999_999_999)
        {
            faults.Add("price.nanos", FaultCode.OutOfRange, $"must lie in [0, 999999999]; got {draft.Nanos}.");
        }

        return new Price { Amount = draft.Units + (draft.Nanos / 1_000_000_000m), CurrencyCode = draft.CurrencyCode ?? "" };
    }

    private static string[] ReadSafetyFlags(IReadOnlyList<string>? flags, FaultList faults)
    {
        if (flags is null || flags.Count == 0)
        {
            return [];
        }

        if (flags.Count > ProfileLimits.MaxSafetyFlags)
        {
            faults.Add("safetyFlags", FaultCode.TooMany, $"must be at most {ProfileLimits.MaxSafetyFlags}; got {flags.Count}.");
            return [];
        }

        for (var i = 0; i < flags.Count; i++)
        {
            if (TextRule.Slug(flags[i]) is { } wrong)
            {
                faults.Add(FaultPath.Item("safetyFlags", i), wrong);
            }
        }

        return [.. flags.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
