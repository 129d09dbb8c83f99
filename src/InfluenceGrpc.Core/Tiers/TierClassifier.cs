using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Tiers.Relational;

namespace InfluenceGrpc.Core.Tiers;

/// <summary>Places one creator in a scheme and explains it. For many at once, see <see cref="FollowerBands"/>: same answers.</summary>
public static class TierClassifier
{
    /// <summary>Places a creator of whom only size and platform are known.</summary>
    /// <inheritdoc cref="Classify(TierScheme, CreatorProfile)" path="/returns"/>
    /// <param name="scheme">The scheme.</param>
    /// <param name="followers">The count; null when not known.</param>
    /// <param name="platform">The creator's; every scheme covers an unspecified one.</param>
    public static Checked<TierClassification> Classify(TierScheme scheme, ulong? followers, Platform platform = Platform.Unspecified) =>
        Place(scheme, followers, platform, profile: null);

    /// <summary>Places a creator.</summary>
    /// <returns>The classification, or the fault <see cref="FaultCode.FollowersMissing"/> when the scheme decides by followers and
    /// they are not known: a missing count is never taken for 0. Relational schemes never answer that, but name what they miss.</returns>
    public static Checked<TierClassification> Classify(TierScheme scheme, CreatorProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Place(scheme, profile.Followers, profile.Platform, profile);
    }

    /// <summary>Places a creator in a relational scheme by evidence that <see cref="ProximityCalculation"/> took under its rule.</summary>
    public static Checked<TierClassification> Classify(TierScheme scheme, RelationalEvidence evidence, Platform platform)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(evidence);
        return new Checked<TierClassification>(scheme.Excludes(platform) ? NotCovered(scheme, platform) : ByProximity(scheme, evidence));
    }

    /// <summary>The ordinal of <see cref="Classify(TierScheme, CreatorProfile)"/> alone; null where the scheme cannot tell. Allocates
    /// nothing.</summary>
    internal static int? OrdinalOf(TierScheme scheme, CreatorProfile profile)
    {
        if (scheme.Excludes(profile.Platform))
        {
            return 0;
        }

        if (scheme.Relational is { } rule)
        {
            return ProximityCalculation.Proximity(rule, profile) is { } proximity ? TierOf(scheme, proximity)?.Ordinal ?? 0 : null;
        }

        return profile.Followers is { } followers ? scheme.Bands!.Classify(followers) : null;
    }

    private static Checked<TierClassification> Place(TierScheme scheme, ulong? followers, Platform platform, CreatorProfile? profile)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        if (scheme.Excludes(platform))
        {
            return new Checked<TierClassification>(NotCovered(scheme, platform));
        }

        if (scheme.Relational is { } rule)
        {
            return new Checked<TierClassification>(ByProximity(scheme, ProximityCalculation.Evaluate(rule, profile)));
        }

        return followers is { } count
            ? new Checked<TierClassification>(ByFollowers(scheme, scheme.Bands!, count))
            : new Checked<TierClassification>([new Fault("followers", FaultCode.FollowersMissing,
                $"is not known, and {scheme.Id} decides by followers.")]);
    }

    private static TierClassification NotCovered(TierScheme scheme, Platform platform) => new()
    {
        Scheme = scheme,
        Reason = UnrankedReason.PlatformNotCovered,
        Rule = TierSentences.PlatformNotCovered(scheme, platform),
    };

    private static TierClassification ByFollowers(TierScheme scheme, FollowerBands bands, ulong followers)
    {
        var segment = bands.Segment(followers);
        var ordinal = bands.Ordinals[segment];
        var tier = ordinal == 0 ? null : scheme.Tiers[ordinal - 1];
        var reason = tier is not null ? UnrankedReason.None
            : segment == 0 ? UnrankedReason.BelowLowest
            : segment == bands.Edges.Length ? UnrankedReason.AboveHighest
            : UnrankedReason.Gap;
        var lower = segment == 0 ? 0 : bands.Edges[segment - 1];
        ulong? upper = segment == bands.Edges.Length ? null : bands.Edges[segment];
        var edge = bands.NearestEdge(followers);
        return new TierClassification
        {
            Scheme = scheme,
            Ordinal = ordinal,
            Tier = tier,
            Reason = reason,
            Followers = followers,
            LowerFollowers = lower,
            UpperFollowers = upper,
            NearestEdge = edge,
            BoundaryMargin = edge is { } nearest ? FollowerBands.Margin(followers, nearest) : null,
            PopulationShare = scheme.Reference?.ShareBelow(followers),
            Rule = TierSentences.Followers(scheme, tier, reason, followers, lower, upper),
        };
    }

    private static TierClassification ByProximity(TierScheme scheme, RelationalEvidence evidence)
    {
        if (evidence.Proximity is not { } proximity)
        {
            return new TierClassification
            {
                Scheme = scheme,
                Reason = UnrankedReason.InsufficientEvidence,
                MissingEvidence = evidence.Missing,
                Evidence = evidence,
                Rule = TierSentences.InsufficientEvidence(scheme, evidence),
            };
        }

        var tier = TierOf(scheme, proximity);
        return new TierClassification
        {
            Scheme = scheme,
            Ordinal = tier?.Ordinal ?? 0,
            Tier = tier,
            Reason = tier is null ? UnrankedReason.BelowLowest : UnrankedReason.None,
            Evidence = evidence,
            Rule = TierSentences.Proximity(scheme, tier, evidence),
        };
    }

    // The highest whose bound is reached; null below all.
    private static Tier? TierOf(TierScheme scheme, double proximity)
    {
        for (var i = scheme.Tiers.Count - 1; i >= 0; i--)
        {
            if (scheme.Tiers[i].LowerProximity <= proximity)
            {
                return scheme.Tiers[i];
            }
        }

        return null;
    }
}
