using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Tiers.Drafts;

namespace InfluenceGrpc.Core.Tiers;

/// <summary>Checks the bounds of relational tiers and builds the tiers.</summary>
internal static class RelationalTierRules
{
    public static List<Tier> Read(IReadOnlyList<TierDraft> drafts, FaultList faults)
    {
        var tiers = new List<Tier>(drafts.Count);
        for (var i = 0; i < drafts.Count; i++)
        {
            CheckProximity(drafts, i, faults);
            RejectForeignFields(drafts[i], i, faults);
            tiers.Add(new Tier
            {
                Ordinal = (byte)(i + 1),
                Id = drafts[i].Id ?? "",
                Label = drafts[i].Label ?? "",
                Canonical = drafts[i].Canonical,
                LowerProximity = drafts[i].LowerProximity,
            });
        }

        return tiers;
    }

    private static void CheckProximity(IReadOnlyList<TierDraft> drafts, int index, FaultList faults)
    {
        var path = $"tiers[{index}].lowerProximity";
        if (drafts[index].LowerProximity is not { } proximity)
        {
            faults.Add(path, FaultCode.Required, "must be given; write 0 for the lowest tier.");
        }
        else if (!double.IsFinite(proximity))
        {
            faults.Add(path, FaultCode.NotFinite, "must be a finite number.");
        }
        else if (proximity is < 0 or >= 1)
        {
            faults.Add(path, FaultCode.OutOfRange, $"must lie in [0, 1); got {proximity}.");
        }
        else if (index > 0 && drafts[index - 1].LowerProximity is { } before && proximity <= before)
        {
            faults.Add(path, FaultCode.NotIncreasing, $"must be more than the {before} of the tier before; got {proximity}.");
        }
    }

    private static void RejectForeignFields(TierDraft draft, int index, FaultList faults)
    {
        (bool Given, string Field, string Kind)[] foreign =
        [
            (draft.LowerFollowers is not null, "lowerFollowers", "FOLLOWERS"),
            (draft.UpperFollowers is not null, "upperFollowers", "FOLLOWERS"),
            (draft.LowerShare is not null, "lowerShare", "PERCENTILE"),
        ];
        foreach (var (given, field, kind) in foreign)
        {
            if (given)
            {
                faults.Add($"tiers[{index}].{field}", FaultCode.NotAllowed, $"belongs to schemes of kind TIER_SCHEME_KIND_{kind} only.");
            }
        }
    }
}
