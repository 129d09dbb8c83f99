using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Step 4: what a creator must meet, apart from the score.</summary>
internal sealed class Constraints(Brief brief, Models.FitModel model)
{
    private readonly FitConstraints constraints = brief.Constraints;
    private readonly PrefixTable? languages = brief.Constraints.Languages is { } table ? new(table, '-', ignoreCase: true) : null;

    /// <summary>Notes every constraint that is not met.</summary>
    public void Check(CreatorProfile profile, FitFigures into)
    {
        CheckPlatform(profile.Platform, into);
        CheckFollowers(profile.Followers, into);
        CheckTier(profile, into);
        CheckAudience(profile.Audience, into);
        CheckPrice(profile, into);
        CheckBrands(profile, into);
        if (constraints.ExcludedCreatorIds.Count > 0 && constraints.ExcludedCreatorIds.Contains(profile.CreatorId))
        {
            into.Note(IneligibilityReason.Excluded);
        }

        for (var i = 0; i < profile.SafetyFlags.Count; i++)
        {
            if (!constraints.ToleratedSafetyFlags.Contains(profile.SafetyFlags[i]))
            {
                into.Note(IneligibilityReason.SafetyFlag);
            }
        }
    }

    private void CheckPlatform(Platform platform, FitFigures into)
    {
        if (constraints.Platforms.Count == 0)
        {
            return;
        }

        if (platform == Platform.Unspecified)
        {
            NoteUnknown(IneligibilityReason.PlatformUnknown, into);
            return;
        }

        for (var i = 0; i < constraints.Platforms.Count; i++)
        {
            if (constraints.Platforms[i] == platform)
            {
                return;
            }
        }

        into.Note(IneligibilityReason.Platform);
    }

    private void CheckFollowers(ulong? followers, FitFigures into)
    {
        if (constraints.MinFollowers is null && constraints.MaxFollowers is null)
        {
            return;
        }

        if (followers is not { } count)
        {
            NoteUnknown(IneligibilityReason.FollowersUnknown, into);
        }
        else if (count < constraints.MinFollowers)
        {
            into.Note(IneligibilityReason.TooFewFollowers);
        }
        else if (count > constraints.MaxFollowers)
        {
            into.Note(IneligibilityReason.TooManyFollowers);
        }
    }

    private void CheckTier(CreatorProfile profile, FitFigures into)
    {
        if (constraints.Tiers is not { } tiers)
        {
            return;
        }

        if (TierClassifier.OrdinalOf(tiers.Scheme, profile) is not { } ordinal)
        {
            NoteUnknown(IneligibilityReason.TierUnknown, into);
        }
        else if (!tiers.Accepts(ordinal))
        {
            into.Note(IneligibilityReason.Tier);
        }
    }

    private void CheckAudience(Audience? audience, FitFigures into)
    {
        if (constraints.MinAuthenticShare is { } leastAuthentic)
        {
            if (audience?.AuthenticShare is not { } authentic)
            {
                NoteUnknown(IneligibilityReason.AuthenticShareUnknown, into);
            }
            else if (ShareBound.IsBelow(authentic, leastAuthentic))
            {
                into.Note(IneligibilityReason.AuthenticShare);
            }
        }

        if (languages is null)
        {
            return;
        }

        if (audience?.Languages is not { } spoken)
        {
            NoteUnknown(IneligibilityReason.LanguageUnknown, into);
        }
        else
        {
            CheckLanguages(spoken, languages, into);
        }
    }

    // What is left unlisted may be spoken by anybody: who would have enough with it is not known to have too little.
    private void CheckLanguages(Distribution spoken, PrefixTable wanted, FitFigures into)
    {
        var (share, listed) = (0.0, 0.0);
        for (var i = 0; i < spoken.Count; i++)
        {
            share += spoken.Shares[i] * wanted.Of(spoken.Keys[i]);
            listed += spoken.Shares[i];
        }

        if (IsEnough(share))
        {
            return;
        }

        if (IsEnough(share + Math.Max(0, 1 - listed)))
        {
            NoteUnknown(IneligibilityReason.LanguageUnknown, into);
        }
        else
        {
            into.Note(IneligibilityReason.Language);
        }
    }

    private bool IsEnough(double share) => constraints.MinLanguageShare is { } least
        ? share > 0 && !ShareBound.IsBelow(share, least)
        : share > ProfileLimits.ShareRounding;

    private void CheckPrice(CreatorProfile profile, FitFigures into)
    {
        if (brief.Cost is not { } cost || (cost.MaximumPrice is null && !constraints.PriceRequired))
        {
            return;
        }

        if (CostStep.PriceOf(profile, cost.Deliverable, cost.CurrencyCode, out _) is not { } price)
        {
            // A price that must be known is not let pass for being unknown.
            if (constraints.PriceRequired || !constraints.AllowUnknown)
            {
                into.Note(IneligibilityReason.PriceUnknown);
            }
        }
        else if ((double)price > cost.MaximumPrice)
        {
            into.Note(IneligibilityReason.PriceTooHigh);
        }
    }

    private void CheckBrands(CreatorProfile profile, FitFigures into)
    {
        for (var i = 0; i < brief.Competitors.Count; i++)
        {
            if (AffinityStep.Find(profile.BrandRelations, brief.Competitors[i])?.ExclusiveUntil is { } until && IsAhead(until, profile))
            {
                into.Note(IneligibilityReason.CompetitorExclusivity);
            }
        }

        var evidence = model.Proximity.Evidence;
        if (brief.Brand is { } brand
            && AffinityStep.Find(profile.BrandRelations, brand) is { Sentiment: { } sentiment } relation
            && sentiment < evidence.DetractorSentiment
            && (relation.Mentions ?? 0) >= evidence.DetractorMinMentions)
        {
            into.Note(IneligibilityReason.Detractor);
        }
    }

    // An exclusivity of which nothing says that it is over is not over.
    private bool IsAhead(DateTimeOffset until, CreatorProfile profile) =>
        (brief.CampaignStart ?? profile.ObservedAt) is not { } then || until > then;

    private void NoteUnknown(IneligibilityReason reason, FitFigures into)
    {
        if (!constraints.AllowUnknown)
        {
            into.Note(reason);
        }
    }
}
