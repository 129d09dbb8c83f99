using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Tiers;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads a brief that came with a request: the one way in for briefs.</summary>
internal sealed class BriefReader(TierSchemeCatalog schemes)
{
    /// <summary>The brief, or every fault in it, with paths from the brief on.</summary>
    /// <param name="brief">The brief as given.</param>
    /// <param name="model">The model that it will be scored by.</param>
    public Checked<Brief> Read(V1.Brief brief, FitModel model)
    {
        var times = new FaultList();
        var draft = new BriefDraft
        {
            Title = brief.Title,
            Topics = brief.Topics,
            Audience = brief.Audience is { } audience ? Read(audience) : null,
            Brand = brief.Brand,
            Competitors = brief.Competitors,
            RelatedBrands = brief.RelatedBrands,
            Cost = brief.Cost is { } cost ? Read(cost) : null,
            Size = brief.Size is { } size ? new() { Followers = size.Followers, LogSpread = size.LogSpread } : null,
            Constraints = brief.Constraints is { } constraints ? Read(constraints) : null,
            Preset = (WeightPreset)brief.Preset,
            Weights = brief.Weights is { } weights ? Read(weights) : null,
            MissingPolicy = (MissingPolicy)brief.MissingPolicy,
            CampaignStart = TimestampReader.Read(brief.CampaignStart, "campaignStart", times),
        };
        return BriefValidator.Validate(draft, model, schemes, times);
    }

    private static TargetAudienceDraft Read(V1.TargetAudience audience) => new()
    {
        Countries = audience.Countries,
        Regions = audience.Regions,
        Languages = audience.Languages,
        Interests = audience.Interests,
        Ages = [.. audience.Ages.Select(age => ((AgeBand)age.Band, age.Weight))],
        Genders = [.. audience.Genders.Select(gender => ((Gender)gender.Gender, gender.Weight))],
    };

    private static CostTargetDraft Read(V1.CostTarget cost) => new()
    {
        Deliverable = (Deliverable)cost.Deliverable,
        CurrencyCode = cost.CurrencyCode,
        ReferenceCostPerEngagement = cost.HasReferenceCostPerEngagement ? cost.ReferenceCostPerEngagement : null,
        MaximumPrice = cost.HasMaximumPrice ? cost.MaximumPrice : null,
    };

    private static FitConstraintsDraft Read(V1.FitConstraints constraints) => new()
    {
        Platforms = [.. constraints.Platforms.Select(platform => (Platform)platform)],
        Tiers = constraints.Tiers is { } tiers ? new() { SchemeId = tiers.SchemeId, Ordinals = tiers.Ordinals } : null,
        MinFollowers = constraints.HasMinFollowers ? constraints.MinFollowers : null,
        MaxFollowers = constraints.HasMaxFollowers ? constraints.MaxFollowers : null,
        MinAuthenticShare = constraints.HasMinAuthenticShare ? constraints.MinAuthenticShare : null,
        Languages = constraints.Languages,
        MinLanguageShare = constraints.HasMinLanguageShare ? constraints.MinLanguageShare : null,
        ExcludedCreatorIds = constraints.ExcludedCreatorIds,
        PriceRequired = constraints.PriceRequired,
        ToleratedSafetyFlags = [.. constraints.ToleratedSafetyFlags.Select(flag => (SafetyFlag)flag)],
        AllowUnknown = constraints.AllowUnknown,
    };

    private static ComponentWeightsDraft Read(V1.ComponentWeights weights) => new()
    {
        Niche = weights.HasNiche ? weights.Niche : null,
        Audience = weights.HasAudience ? weights.Audience : null,
        Engagement = weights.HasEngagement ? weights.Engagement : null,
        Credibility = weights.HasCredibility ? weights.Credibility : null,
        Affinity = weights.HasAffinity ? weights.Affinity : null,
        Proximity = weights.HasProximity ? weights.Proximity : null,
        Responsiveness = weights.HasResponsiveness ? weights.Responsiveness : null,
        Cost = weights.HasCost ? weights.Cost : null,
        Concentration = weights.HasConcentration ? weights.Concentration : null,
        Size = weights.HasSize ? weights.Size : null,
    };
}
