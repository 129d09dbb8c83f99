using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Tiers.Drafts;

namespace InfluenceGrpc.Core.Tiers;

/// <summary>Checks the bounds of follower tiers and builds the tiers.</summary>
internal static class FollowerTierRules
{
    public static List<Tier> Read(IReadOnlyList<TierDraft> drafts, FaultList faults)
    {
        var tiers = new List<Tier>(drafts.Count);
        for (var i = 0; i < drafts.Count; i++)
        {
            var next = i + 1 < drafts.Count ? drafts[i + 1].LowerFollowers : null;
            CheckLower(drafts, i, faults);
            CheckUpper(drafts[i], i, next, faults);
            RejectForeignFields(drafts[i], i, faults);
            tiers.Add(new Tier
            {
                Ordinal = (byte)(i + 1),
                Id = drafts[i].Id ?? "",
                Label = drafts[i].Label ?? "",
                Canonical = drafts[i].Canonical,
                LowerFollowers = drafts[i].LowerFollowers,
                UpperFollowers = drafts[i].UpperFollowers,
                UpperFollowersExclusive = drafts[i].UpperFollowers + 1 ?? next,
            });
        }

        return tiers;
    }

    private static void CheckLower(IReadOnlyList<TierDraft> drafts, int index, FaultList faults)
    {
        var path = $"tiers[{index}].lowerFollowers";
        if (drafts[index].LowerFollowers is not { } lower)
        {
            faults.Add(path, FaultCode.Required, "must be given; write 0 for a tier without a lower bound.");
        }
        else if (lower > FollowerCount.Max)
        {
            faults.Add(path, FaultCode.OutOfRange, $"must lie in [0, {FollowerCount.Max}]; got {lower}.");
        }
        else if (index > 0 && drafts[index - 1].LowerFollowers is { } before && lower <= before)
        {
            faults.Add(path, FaultCode.NotIncreasing, $"must be more than the {before} of the tier before; got {lower}.");
        }
    }

    private static void CheckUpper(TierDraft draft, int index, ulong? next, FaultList faults)
    {
        if (draft.UpperFollowers is not { } upper)
        {
            return;
        }

        var path = $"tiers[{index}].upperFollowers";
        if (upper > FollowerCount.Max)
        {
            faults.Add(path, FaultCode.OutOfRange, $"must lie in [0, {FollowerCount.Max}]; got {upper}.");
        }
        else if (upper < draft.LowerFollowers)
        {
            faults.Add(path, FaultCode.OutOfRange, $"is inclusive and must be at least the lower bound {draft.LowerFollowers}; got {upper}.");
        }
        else if (upper >= next && draft.LowerFollowers < next)
        {
            faults.Add(path, FaultCode.Overlap,
                $"is inclusive and must stay below the next tier's {next}; got {upper}. Leave it out to reach up to the next tier.");
        }
    }

    private static void RejectForeignFields(TierDraft draft, int index, FaultList faults)
    {
        if (draft.LowerShare is not null)
        {
            faults.Add($"tiers[{index}].lowerShare", FaultCode.NotAllowed, "belongs to schemes of kind TIER_SCHEME_KIND_PERCENTILE only.");
        }

        if (draft.LowerProximity is not null)
        {
            faults.Add($"tiers[{index}].lowerProximity", FaultCode.NotAllowed, "belongs to schemes of kind TIER_SCHEME_KIND_RELATIONAL only.");
        }
    }
}
