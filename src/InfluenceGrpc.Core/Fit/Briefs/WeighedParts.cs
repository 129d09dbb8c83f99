using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>Which parts that a brief asks for the model gives a weight: a component made of others alone is none.</summary>
internal static class WeighedParts
{
    /// <summary>Whether the model weighs anything of a component that the brief asks for.</summary>
    public static bool Weighs(FitModel model, BriefDraft draft, FitComponent component) => component switch
    {
        FitComponent.Audience => Enum.GetValues<AudienceDimension>().Any(dimension => Asks(draft, dimension) && Weighs(model, dimension)),
        FitComponent.Affinity => (!string.IsNullOrEmpty(draft.Brand) && WeighsBrand(model.Affinity))
            || (draft.Competitors is { Count: > 0 } && model.Affinity.Neutrality.Weight > 0)
            || (draft.RelatedBrands is { Count: > 0 } && WeighsRelatedBrands(model)),
        _ => true,
    };

    /// <summary>Whether the model gives a dimension of the audience a weight.</summary>
    public static bool Weighs(FitModel model, AudienceDimension dimension) => model.Audience.Dimensions[(int)dimension].Weight > 0;

    /// <summary>Whether the model gives related brands a weight.</summary>
    public static bool WeighsRelatedBrands(FitModel model) => model.Affinity.Kinship.Weight > 0;

    /// <summary>The fields by which a brief asks for a component, of which the model weighs nothing.</summary>
    public static IEnumerable<string> FieldsOf(BriefDraft draft, FitComponent component)
    {
        string?[] fields = component == FitComponent.Audience
            ? [.. Enum.GetValues<AudienceDimension>().Select(dimension => Asks(draft, dimension) ? $"audience.{Scoring.AudienceTargets.NameOf(dimension)}" : null)]
            : [string.IsNullOrEmpty(draft.Brand) ? null : "brand", draft.RelatedBrands is { Count: > 0 } ? "relatedBrands" : null];
        return fields.OfType<string>();
    }

    private static bool WeighsBrand(AffinityRule rule) => rule.Passion.Weight + rule.Experience.Weight + rule.Sentiment.Weight > 0;

    private static bool Asks(BriefDraft draft, AudienceDimension dimension) => dimension switch
    {
        AudienceDimension.Countries => draft.Audience?.Countries is { Count: > 0 },
        AudienceDimension.Regions => draft.Audience?.Regions is { Count: > 0 },
        AudienceDimension.Languages => draft.Audience?.Languages is { Count: > 0 },
        AudienceDimension.Interests => draft.Audience?.Interests is { Count: > 0 },
        AudienceDimension.Ages => draft.Audience?.Ages is { Count: > 0 },
        _ => draft.Audience?.Genders is { Count: > 0 },
    };
}
