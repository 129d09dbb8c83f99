using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Tiers;

/// <summary>Classifies many creators under one scheme. Entry i of a column answers item i, as the explained path answers
/// the same creator alone.</summary>
public static class TierColumnClassifier
{
    /// <summary>Ordinals of all items; 0 where an item failed or has no tier.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="items">The items.</param>
    /// <param name="into">Takes the ordinals; as long as there are items.</param>
    public static void Ordinals(TierScheme scheme, TierItems items, Span<byte> into)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(items);
        if (scheme.Bands is null)
        {
            for (var i = 0; i < items.Count; i++)
            {
                into[i] = items.HasFailed(i) ? (byte)0 : items.Classify(scheme, i).Value!.Ordinal;
            }

            return;
        }

        scheme.Bands.Classify(items.Followers, into);
        for (var i = 0; Unanswered(scheme, items) && i < items.Count; i++)
        {
            if (items.HasFailed(i) || scheme.Excludes(items.PlatformOf(i)))
            {
                into[i] = 0;
            }
        }
    }

    /// <summary>ln(followers / nearest bound) of all items; NaN where an item failed, the scheme has no bounds or is for another
    /// platform, -Infinity for 0 followers.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="items">The items.</param>
    /// <param name="into">Takes the margins; as long as there are items.</param>
    public static void Margins(TierScheme scheme, TierItems items, Span<float> into)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(items);
        if (scheme.Bands is null)
        {
            into.Fill(float.NaN);
            return;
        }

        scheme.Bands.Margins(items.Followers, into);
        for (var i = 0; Unanswered(scheme, items) && i < items.Count; i++)
        {
            if (items.HasFailed(i) || scheme.Excludes(items.PlatformOf(i)))
            {
                into[i] = float.NaN;
            }
        }
    }

    /// <summary>Why an item that did not fail has no tier.</summary>
    public static UnrankedReason Reason(TierScheme scheme, TierItems items, int item)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items.Classify(scheme, item).Value!.Reason;
    }

    // Most batches have no failed item and a scheme for any platform: they need no second look.
    private static bool Unanswered(TierScheme scheme, TierItems items) =>
        items.FailedCount > 0
        || (scheme.Platform != Platform.Unspecified && (items.SharedPlatform is not { } shared || scheme.Excludes(shared)));
}
