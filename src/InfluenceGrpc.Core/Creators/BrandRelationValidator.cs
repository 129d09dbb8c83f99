using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Creators;

/// <summary>Checks <c>brandRelations</c>.</summary>
internal static class BrandRelationValidator
{
    public static BrandRelation[] Validate(IReadOnlyList<BrandRelationDraft>? drafts, FaultList faults)
    {
        if (drafts is null || drafts.Count == 0)
        {
            return [];
        }

        if (drafts.Count > ProfileLimits.MaxBrandRelations)
        {
            faults.Add("brandRelations", FaultCode.TooMany, $"must be at most {ProfileLimits.MaxBrandRelations}; got {drafts.Count}.");
            return [];
        }

        var seen = new HashSet<string>(drafts.Count, StringComparer.Ordinal);
        var relations = new BrandRelation[drafts.Count];
        for (var i = 0; i < relations.Length; i++)
        {
            relations[i] = Read(drafts[i], i, seen, faults);
        }

        Array.Sort(relations, static (a, b) => string.CompareOrdinal(a.Brand, b.Brand));
        return relations;
    }

    private static BrandRelation Read(BrandRelationDraft draft, int index, HashSet<string> seen, FaultList faults)
    {
        if (TextRule.Plain(draft.Brand, ProfileLimits.MaxNameBytes) is { } wrongBrand)
        {
            faults.Add($"brandRelations[{index}].brand", wrongBrand);
        }
        else if (!seen.Add(draft.Brand!))
        {
            faults.Add($"brandRelations[{index}].brand", FaultCode.Duplicate, $"{FaultPath.Quote(draft.Brand!)} is given twice.");
        }

        if (NumberRule.Between(draft.Sentiment, -1, 1) is { } wrongSentiment)
        {
            faults.Add($"brandRelations[{index}].sentiment", wrongSentiment);
        }

        return new BrandRelation
        {
            Brand = draft.Brand ?? "",
            OrganicMentions = draft.OrganicMentions,
            SponsoredMentions = draft.SponsoredMentions,
            Sentiment = draft.Sentiment,
            UsesProduct = draft.UsesProduct,
            ExclusiveUntil = draft.ExclusiveUntil,
        };
    }
}
