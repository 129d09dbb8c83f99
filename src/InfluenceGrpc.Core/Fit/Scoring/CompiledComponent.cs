using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>A component under one brief.</summary>
internal sealed class CompiledComponent
{
    private CompiledComponent(
        FitComponent component, double weight, Combination combination, params ReadOnlySpan<(string Name, PartRule Rule, bool Applies)> parts)
    {
        Component = component;
        Combination = combination;
        var total = 0.0;
        foreach (var (_, rule, applies) in parts)
        {
            total += applies ? rule.Weight : 0;
        }

        // Parts that the model gives no weight leave nothing to ask for.
        Weight = total > 0 ? weight : 0;
        Parts = new CompiledPart[parts.Length];
        for (var i = 0; i < Parts.Length; i++)
        {
            Parts[i] = new(parts[i].Name, total > 0 && parts[i].Applies ? parts[i].Rule.Weight / total : 0, parts[i].Rule.Prior);
        }
    }

    /// <summary>Which.</summary>
    public FitComponent Component { get; }

    /// <summary>Its weight, [0, 1]; 0 where it is not asked for.</summary>
    public double Weight { get; }

    /// <summary>How its parts make its value.</summary>
    public Combination Combination { get; }

    /// <summary>Its parts; one that has none of its own is its own only part.</summary>
    public CompiledPart[] Parts { get; }

    /// <summary>All components, in the order of their numbers.</summary>
    public static CompiledComponent[] All(Brief brief, FitModel model) =>
    [
        Whole(FitComponent.Niche, brief, "niche", model.Niche.Prior),
        OfAudience(brief, model.Audience),
        Whole(FitComponent.Engagement, brief, "engagement", model.Engagement.Prior),
        OfCredibility(brief, model.Credibility),
        OfAffinity(brief, model.Affinity),
        OfProximity(brief, model.Proximity),
        Whole(FitComponent.Responsiveness, brief, "responsiveness", model.Responsiveness.Prior),
        Whole(FitComponent.Cost, brief, "cost", model.Cost.Prior),
        Whole(FitComponent.Concentration, brief, "concentration", model.Concentration.Prior),
        Whole(FitComponent.Size, brief, "size", model.Size.Prior),
    ];

    private static CompiledComponent Whole(FitComponent component, Brief brief, string name, Prior prior) =>
        new(component, brief.Weights[component], Combination.Mean, (name, new PartRule(1, prior), true));

    // Only the dimensions that are asked for are parts, in the order of CompiledBrief.Audience.
    private static CompiledComponent OfAudience(Brief brief, AudienceRule rule) => new(
        FitComponent.Audience,
        brief.Weights[FitComponent.Audience],
        Combination.GeometricMean,
        [.. (brief.Audience is { } audience ? AudienceTargets.Of(audience) : [])
            .Select(target => (AudienceTargets.NameOf(target.Dimension), rule.Dimensions[(int)target.Dimension], true))]);

    private static CompiledComponent OfCredibility(Brief brief, CredibilityRule rule) => new(
        FitComponent.Credibility,
        brief.Weights[FitComponent.Credibility],
        Combination.GeometricMean,
        ("authenticity", rule.Authenticity, true),
        ("saturation", rule.Saturation, true),
        ("disclosure", rule.Disclosure, true),
        ("acceptance", rule.Acceptance, true));

    private static CompiledComponent OfAffinity(Brief brief, AffinityRule rule) => new(
        FitComponent.Affinity,
        brief.Weights[FitComponent.Affinity],
        Combination.Mean,
        ("passion", rule.Passion, brief.Brand is not null),
        ("experience", rule.Experience, brief.Brand is not null),
        ("sentiment", rule.Sentiment, brief.Brand is not null),
        ("neutrality", rule.Neutrality, brief.Competitors.Count > 0),
        ("kinship", rule.Kinship, brief.RelatedBrands is not null));

    private static CompiledComponent OfProximity(Brief brief, ProximityRule rule) => new(
        FitComponent.Proximity,
        brief.Weights[FitComponent.Proximity],
        Combination.GeometricMean,
        ("closeness", rule.Closeness, true),
        ("influence", rule.Influence, true),
        ("experience", rule.Experience, true),
        ("insider", rule.Insider, true),
        ("neutrality", rule.Neutrality, true));
}
