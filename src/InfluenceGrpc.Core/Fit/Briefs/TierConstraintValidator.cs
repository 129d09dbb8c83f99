using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>Checks <c>constraints.tiers</c>.</summary>
internal static class TierConstraintValidator
{
    private const string OrdinalsPath = "constraints.tiers.ordinals";

    // Every ordinal of the largest scheme, and 0.
    private const int MaxOrdinals = TierLimits.MaxTiers + 1;

    /// <summary>The tiers that will do; null where none were given or something was wrong.</summary>
    public static TierConstraint? Validate(TierConstraintDraft? draft, TierSchemeCatalog schemes, FaultList faults)
    {
        if (draft is null)
        {
            return null;
        }

        var before = faults.Count;
        var scheme = FindScheme(draft.SchemeId, schemes, faults);
        if (draft.Ordinals is null || draft.Ordinals.Count == 0)
        {
            faults.Add(OrdinalsPath, FaultCode.Required, "must name at least one tier; 0 stands for creators without one.");
            return null;
        }

        if (draft.Ordinals.Count > MaxOrdinals)
        {
            faults.Add(OrdinalsPath, FaultCode.TooMany, $"must be at most {MaxOrdinals}; got {draft.Ordinals.Count}.");
            return null;
        }

        var accepted = ReadOrdinals(draft.Ordinals, scheme, faults);
        return faults.Count == before ? new TierConstraint(scheme!, accepted[..(scheme!.Tiers.Count + 1)]) : null;
    }

    /// <summary>Tells a constraint that leaves no creator, whatever the follower count.</summary>
    /// <param name="tiers">The tiers that will do.</param>
    /// <param name="platforms">Platforms that will do, empty for any.</param>
    /// <param name="minFollowers">Fewest followers.</param>
    /// <param name="maxFollowers">Most followers.</param>
    /// <param name="faults">Takes the fault.</param>
    public static void CheckCanBeMet(
        TierConstraint tiers, IReadOnlyList<Platform> platforms, ulong? minFollowers, ulong? maxFollowers, FaultList faults)
    {
        var low = minFollowers ?? 0;
        var high = maxFollowers ?? FollowerCount.Max;
        if (!CanBeMet(tiers, platforms, low, high))
        {
            faults.Add(OrdinalsPath, FaultCode.OutOfRange,
                $"leaves no creator: on the platforms asked for, {tiers.Scheme.Id} puts nobody with {low} to {high} followers there.");
        }
    }

    private static bool CanBeMet(TierConstraint tiers, IReadOnlyList<Platform> platforms, ulong low, ulong high)
    {
        // Where a scheme says nothing about a platform, its creators have no tier, whatever their size.
        var scheme = tiers.Scheme;
        var reachesOthers = platforms.Count == 0 ? scheme.Platform != Platform.Unspecified : platforms.Any(scheme.Excludes);
        if (reachesOthers && tiers.Accepts(0))
        {
            return true;
        }

        // A relational scheme goes by more than followers: nothing is known of whom it leaves.
        return (platforms.Count == 0 || !platforms.All(scheme.Excludes))
            && (scheme.Bands is not { } bands || MeetsABand(tiers, bands, low, high));
    }

    private static bool MeetsABand(TierConstraint tiers, FollowerBands bands, ulong low, ulong high)
    {
        // Within a segment nothing changes, so its first count at or above the low end speaks for all of it.
        if (tiers.Accepts(bands.Classify(low)))
        {
            return true;
        }

        foreach (var edge in bands.Edges)
        {
            if (edge > low && edge <= high && tiers.Accepts(bands.Classify(edge)))
            {
                return true;
            }
        }

        return false;
    }

    private static TierScheme? FindScheme(string? id, TierSchemeCatalog schemes, FaultList faults)
    {
        const string Path = "constraints.tiers.schemeId";
        if (string.IsNullOrEmpty(id))
        {
            faults.Add(Path, FaultCode.Required, "must be given.");
            return null;
        }

        if (!schemes.TryFind(id, out var scheme))
        {
            faults.Add(Path, FaultCode.UnknownValue, $"must be the id of a scheme; got {FaultPath.Quote(id)}.");
        }

        return scheme;
    }

    /// <summary>Whether each ordinal is named; those of an unknown scheme are held against the limit of all schemes.</summary>
    private static bool[] ReadOrdinals(IReadOnlyList<uint> ordinals, TierScheme? scheme, FaultList faults)
    {
        var highest = scheme?.Tiers.Count ?? TierLimits.MaxTiers;
        var accepted = new bool[MaxOrdinals];
        for (var i = 0; i < ordinals.Count; i++)
        {
            if (ordinals[i] > highest)
            {
                faults.Add(FaultPath.Item(OrdinalsPath, i), FaultCode.UnknownValue,
                    $"must be the ordinal of a tier, [0, {highest}]; got {ordinals[i]}.");
            }
            else if (accepted[ordinals[i]])
            {
                faults.Add(FaultPath.Item(OrdinalsPath, i), FaultCode.Duplicate, $"{ordinals[i]} is given twice.");
            }
            else
            {
                accepted[ordinals[i]] = true;
            }
        }

        return accepted;
    }
}
