using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Briefs;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Step 2.5: what the creator has to do with the brand.</summary>
internal static class AffinityStep
{
    private const int Passion = 0;
    private const int Experience = 1;
    private const int Sentiment = 2;
    private const int Neutrality = 3;
    private const int Kinship = 4;

    /// <summary>Fills in the parts that apply. A list of brands that is not empty is taken for all that there is to tell:
    /// a brand that it lacks was not mentioned.</summary>
    public static void Evaluate(CompiledBrief brief, CreatorProfile profile, FitFigures into)
    {
        if (profile.BrandRelations.Count == 0)
        {
            return;
        }

        var parts = into[FitComponent.Affinity].Filling;
        if (brief.Brief.Brand is { } brand)
        {
            EvaluateBrand(brand, brief.Model.Affinity.PassionSmoothing, profile.BrandRelations, parts);
        }

        if (brief.Brief.Competitors.Count > 0)
        {
            EvaluateCompetitors(brief.Brief.Competitors, profile.BrandRelations, parts);
        }

        if (brief.Brief.RelatedBrands is { } related)
        {
            parts[Kinship] = Certain(KinshipWith(related, profile.BrandRelations));
        }
    }

    /// <summary>The creator's relation to a brand; null where there is none.</summary>
    public static BrandRelation? Find(IReadOnlyList<BrandRelation> relations, string brand)
    {
        var (low, high) = (0, relations.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = string.CompareOrdinal(relations[middle].Brand, brand);
            if (order == 0)
            {
                return relations[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    private static void EvaluateBrand(string brand, double smoothing, IReadOnlyList<BrandRelation> relations, Span<PartFigure> parts)
    {
        var all = 0.0;
        for (var i = 0; i < relations.Count; i++)
        {
            all += relations[i].Mentions ?? 0;
        }

        var relation = Find(relations, brand);
        parts[Passion] = Certain((relation?.OrganicMentions ?? 0) / (all + smoothing));
        if (relation?.UsesProduct is { } uses)
        {
            parts[Experience] = Certain(uses ? 1 : 0);
        }

        if (relation?.Sentiment is { } sentiment)
        {
            parts[Sentiment] = Certain((1 + sentiment) / 2);
        }
    }

    // A mention is favourable unless the brand's sentiment is known to be negative, as for proximity.
    private static void EvaluateCompetitors(IReadOnlyList<string> competitors, IReadOnlyList<BrandRelation> relations, Span<PartFigure> parts)
    {
        var (isKnown, all, theirs) = (false, 0.0, 0.0);
        for (var i = 0; i < relations.Count; i++)
        {
            isKnown |= relations[i].Mentions is not null;
            var favourable = relations[i].Sentiment is null or >= 0 ? relations[i].Mentions ?? 0 : 0;
            all += favourable;
            theirs += favourable > 0 && IsAmong(competitors, relations[i].Brand) ? favourable : 0;
        }

        // Who speaks well of nobody speaks well of no competitor.
        if (isKnown)
        {
            parts[Neutrality] = Certain(all > 0 ? 1 - (theirs / all) : 1);
        }
    }

    // As if each related brand spoke for the creator by itself, with its weight as the chance that it is right.
    private static double KinshipWith(WeightTable related, IReadOnlyList<BrandRelation> relations)
    {
        var against = 1.0;
        for (var i = 0; i < related.Count; i++)
        {
            if (Find(relations, related.Keys[i]) is { Sentiment: null or >= 0, Mentions: > 0 })
            {
                against *= 1 - related.Weights[i];
            }
        }

        return 1 - against;
    }

    // Names are sorted.
    private static bool IsAmong(IReadOnlyList<string> names, string name)
    {
        var (low, high) = (0, names.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = string.CompareOrdinal(names[middle], name);
            if (order == 0)
            {
                return true;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }

    private static PartFigure Certain(double value) => new() { Known = true, Value = Math.Min(1, value) };
}
