using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Tells clients of a brief: the same shape that people write briefs in.</summary>
internal static class BriefWriter
{
    /// <summary>The brief, as <see cref="BriefReader"/> reads it.</summary>
    public static V1.Brief Write(BriefDraft draft)
    {
        var written = new V1.Brief
        {
            Title = draft.Title ?? "",
            Audience = draft.Audience is { } audience ? Write(audience) : null,
            Brand = draft.Brand ?? "",
            Cost = draft.Cost is { } cost ? Write(cost) : null,
            Size = draft.Size is { } size ? new() { Followers = size.Followers, LogSpread = size.LogSpread } : null,
            Constraints = draft.Constraints is { } constraints ? Write(constraints) : null,
            Preset = (V1.WeightPreset)draft.Preset,
            Weights = draft.Weights is { } weights ? Write(weights) : null,
            MissingPolicy = (V1.MissingPolicy)draft.MissingPolicy,
            CampaignStart = draft.CampaignStart?.ToTimestamp(),
        };
        Add(draft.Topics, written.Topics);
        written.Competitors.AddRange(draft.Competitors ?? []);
        Add(draft.RelatedBrands, written.RelatedBrands);
        return written;
    }

    private static V1.TargetAudience Write(TargetAudienceDraft audience)
    {
        var written = new V1.TargetAudience();
        Add(audience.Countries, written.Countries);
        Add(audience.Regions, written.Regions);
        Add(audience.Languages, written.Languages);
        Add(audience.Interests, written.Interests);
        written.Ages.AddRange((audience.Ages ?? []).Select(age => new V1.AgeWeight { Band = (V1.AgeBand)age.Band, Weight = age.Weight }));
        written.Genders.AddRange(
            (audience.Genders ?? []).Select(gender => new V1.GenderWeight { Gender = (V1.Gender)gender.Gender, Weight = gender.Weight }));
        return written;
    }

    private static V1.CostTarget Write(CostTargetDraft cost)
    {
        var written = new V1.CostTarget { Deliverable = (V1.Deliverable)cost.Deliverable, CurrencyCode = cost.CurrencyCode ?? "" };
        Set(cost.ReferenceCostPerEngagement, reference => written.ReferenceCostPerEngagement = reference);
        Set(cost.MaximumPrice, price => written.MaximumPrice = price);
        return written;
    }

    private static V1.FitConstraints Write(FitConstraintsDraft constraints)
    {
        var written = new V1.FitConstraints { PriceRequired = constraints.PriceRequired, AllowUnknown = constraints.AllowUnknown };
        written.Platforms.AddRange((constraints.Platforms ?? []).Select(platform => (V1.Platform)platform));
        written.Languages.AddRange(constraints.Languages ?? []);
        written.ExcludedCreatorIds.AddRange(constraints.ExcludedCreatorIds ?? []);
        written.ToleratedSafetyFlags.AddRange((constraints.ToleratedSafetyFlags ?? []).Select(flag => (V1.SafetyFlag)flag));
        if (constraints.Tiers is { } tiers)
        {
            written.Tiers = new() { SchemeId = tiers.SchemeId ?? "" };
            written.Tiers.Ordinals.AddRange(tiers.Ordinals ?? []);
        }

        Set(constraints.MinFollowers, followers => written.MinFollowers = followers);
        Set(constraints.MaxFollowers, followers => written.MaxFollowers = followers);
        Set(constraints.MinAuthenticShare, share => written.MinAuthenticShare = share);
        Set(constraints.MinLanguageShare, share => written.MinLanguageShare = share);
        return written;
    }

    private static V1.ComponentWeights Write(ComponentWeightsDraft weights)
    {
        var written = new V1.ComponentWeights();
        Set(weights.Niche, weight => written.Niche = weight);
        Set(weights.Audience, weight => written.Audience = weight);
        Set(weights.Engagement, weight => written.Engagement = weight);
        Set(weights.Credibility, weight => written.Credibility = weight);
        Set(weights.Affinity, weight => written.Affinity = weight);
        Set(weights.Proximity, weight => written.Proximity = weight);
        Set(weights.Responsiveness, weight => written.Responsiveness = weight);
        Set(weights.Cost, weight => written.Cost = weight);
        Set(weights.Concentration, weight => written.Concentration = weight);
        Set(weights.Size, weight => written.Size = weight);
        return written;
    }

    private static void Add(IReadOnlyCollection<KeyValuePair<string, double>>? weights, MapField<string, double> written)
    {
        foreach (var (key, weight) in weights ?? [])
        {
            written.Add(key, weight);
        }
    }

    // Absent stays absent: it is not zero.
    private static void Set<T>(T? value, Action<T> set)
        where T : struct
    {
        if (value is { } given)
        {
            set(given);
        }
    }
}
