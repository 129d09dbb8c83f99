using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Tiers.Drafts;

namespace InfluenceGrpc.Core.Tiers;

/// <summary>Checks the shares of percentile tiers and derives their bounds in followers.</summary>
internal static class PercentileTierRules
{
    /// <param name="drafts">The tiers as given.</param>
    /// <param name="reference">The population; null when it was faulty, and then bounds are not derived.</param>
    /// <param name="faults">Takes every fault.</param>
    public static List<Tier> Read(IReadOnlyList<TierDraft> drafts, ReferencePopulation? reference, FaultList faults)
    {
        var before = faults.Count;
        for (var i = 0; i < drafts.Count; i++)
        {
            CheckShare(drafts, i, reference, faults);
            if (drafts[i].LowerProximity is not null)
            {
                faults.Add($"tiers[{i}].lowerProximity", FaultCode.NotAllowed,
                    "belongs to schemes of kind TIER_SCHEME_KIND_RELATIONAL only.");
            }
        }

        if (reference is null || faults.Count > before)
        {
            return [];
        }

        ulong[] lowers = [.. drafts.Select(draft => reference.FollowersAt(draft.LowerShare!.Value))];
        return [.. drafts.Select((draft, i) => Derive(draft, i, lowers, faults))];
    }

    private static void CheckShare(IReadOnlyList<TierDraft> drafts, int index, ReferencePopulation? reference, FaultList faults)
    {
        var path = $"tiers[{index}].lowerShare";
        if (drafts[index].LowerShare is not { } share)
        {
            faults.Add(path, FaultCode.Required, "must be given; write 0 for the lowest tier.");
        }
        else if (!double.IsFinite(share))
        {
            faults.Add(path, FaultCode.NotFinite, "must be a finite number.");
        }
        else if (share is < 0 or >= 1)
        {
            faults.Add(path, FaultCode.OutOfRange, $"must lie in [0, 1); got {share}.");
        }
        else if (index > 0 && drafts[index - 1].LowerShare is { } before && share <= before)
        {
            faults.Add(path, FaultCode.NotIncreasing, $"must be more than the {before} of the tier before; got {share}.");
        }
        else if (share > 0 && reference is not null && (share < reference.Quantiles[0].Share || share > reference.Quantiles[^1].Share))
        {
            faults.Add(path, FaultCode.OutOfRange,
                $"must lie within the reference's quantiles, [{reference.Quantiles[0].Share}, {reference.Quantiles[^1].Share}]; got {share}.");
        }
    }

    /// <summary>Bounds in followers are output only: a caller may echo them, but not contradict what the population says.</summary>
    private static Tier Derive(TierDraft draft, int index, ulong[] lowers, FaultList faults)
    {
        ulong? next = index + 1 < lowers.Length ? lowers[index + 1] : null;
        if (next <= lowers[index])
        {
            faults.Add($"tiers[{index + 1}].lowerShare", FaultCode.NotIncreasing,
                $"must be further from the tier before: both begin at {next} followers in this population.");
        }

        if (draft.LowerFollowers is { } echoed && echoed != lowers[index])
        {
            faults.Add($"tiers[{index}].lowerFollowers", FaultCode.NotAllowed,
                $"is output only here and follows from the population: {lowers[index]}; got {echoed}.");
        }

        if (draft.UpperFollowers is not null)
        {
            faults.Add($"tiers[{index}].upperFollowers", FaultCode.NotAllowed, "belongs to schemes of kind TIER_SCHEME_KIND_FOLLOWERS only.");
        }

        return new Tier
        {
            Ordinal = (byte)(index + 1),
            Id = draft.Id ?? "",
            Label = draft.Label ?? "",
            Canonical = draft.Canonical,
            LowerFollowers = lowers[index],
            UpperFollowersExclusive = next,
            LowerShare = draft.LowerShare,
        };
    }
}
