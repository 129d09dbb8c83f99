using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Tiers.Drafts;

namespace InfluenceGrpc.Core.Tiers;

/// <summary>Checks <c>reference</c>.</summary>
internal static class ReferencePopulationValidator
{
    public static ReferencePopulation? Validate(ReferencePopulationDraft? draft, FaultList faults)
    {
        if (draft is null)
        {
            faults.Add("reference", FaultCode.Required, "must be given for a scheme of kind TIER_SCHEME_KIND_PERCENTILE.");
            return null;
        }

        var before = faults.Count;
        if (TextRule.Plain(draft.Description, TierLimits.MaxTextBytes) is { } wrong)
        {
            faults.Add("reference.description", wrong);
        }

        if (draft.Size == 0)
        {
            faults.Add("reference.size", FaultCode.OutOfRange, "must be at least 1: how many creators the quantiles come from.");
        }

        var quantiles = draft.Quantiles ?? [];
        if (quantiles.Count is < 2 or > TierLimits.MaxQuantiles)
        {
            faults.Add("reference.quantiles", quantiles.Count < 2 ? FaultCode.Required : FaultCode.TooMany,
                $"must be 2 to {TierLimits.MaxQuantiles}; got {quantiles.Count}.");
            return null;
        }

        for (var i = 0; i < quantiles.Count; i++)
        {
            CheckQuantile(quantiles, i, faults);
        }

        return faults.Count > before
            ? null
            : new ReferencePopulation(draft.Description!, draft.Size,
                [.. quantiles.Select(quantile => new PopulationQuantile(quantile.Share, quantile.Followers))]);
    }

    private static void CheckQuantile(IReadOnlyList<QuantileDraft> quantiles, int index, FaultList faults)
    {
        var (quantile, path) = (quantiles[index], $"reference.quantiles[{index}]");
        if (NumberRule.Share(quantile.Share) is { } wrongShare)
        {
            faults.Add(path + ".share", wrongShare);
        }
        else if (index > 0 && quantile.Share <= quantiles[index - 1].Share)
        {
            faults.Add(path + ".share", FaultCode.NotIncreasing, "must be more than the quantile before has.");
        }

        if (quantile.Followers is < 1 or > FollowerCount.Max)
        {
            faults.Add(path + ".followers", FaultCode.OutOfRange, $"must lie in [1, {FollowerCount.Max}]; got {quantile.Followers}.");
        }
        else if (index > 0 && quantile.Followers <= quantiles[index - 1].Followers)
        {
            faults.Add(path + ".followers", FaultCode.NotIncreasing, "must be more than the quantile before has; leave out one of two alike.");
        }
    }
}
