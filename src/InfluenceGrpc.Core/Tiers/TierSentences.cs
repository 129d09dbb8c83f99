using System.Globalization;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Tiers.Relational;

namespace InfluenceGrpc.Core.Tiers;

/// <summary>Says in one English sentence why a creator got a tier.</summary>
internal static class TierSentences
{
    public static string PlatformNotCovered(TierScheme scheme, Platform platform) =>
        $"{Name(scheme)} is about {scheme.Platform} only, and the creator is on {platform}.";

    public static string Followers(
        TierScheme scheme, Tier? tier, UnrankedReason reason, ulong followers, ulong lower, ulong? upperExclusive)
    {
        var count = $"{Number(followers)} {(followers == 1 ? "follower is" : "followers are")}";
        var range = Range(lower, upperExclusive);
        return (tier, reason) switch
        {
            ({ LowerShare: { } share }, _) =>
                $"{count} {range}, which is {SharesOf(scheme, tier, share)} of {scheme.Reference!.Description}, and which " +
                $"{Name(scheme)} calls {tier.Label}.",
            ({ }, _) => $"{count} {range}, which {Name(scheme)} calls {tier.Label}.",
            (_, UnrankedReason.BelowLowest) =>
                $"{count} below the {Number(upperExclusive!.Value)} at which {scheme.Tiers[0].Label}, the lowest tier of {Name(scheme)}, begins.",
            (_, UnrankedReason.AboveHighest) =>
                $"{count} above the {Number(lower - 1)} at which {scheme.Tiers[^1].Label}, the highest tier of {Name(scheme)}, ends.",
            _ => $"{count} {range}, a gap for which {Name(scheme)} has no tier.",
        };
    }

    public static string Proximity(TierScheme scheme, Tier? tier, RelationalEvidence evidence)
    {
        var proximity = Decimal(evidence.Proximity!.Value);
        if (tier is null)
        {
            return $"Proximity {proximity} is below the {Decimal(scheme.Tiers[0].LowerProximity!.Value)} at which " +
                $"{scheme.Tiers[0].Label}, the lowest tier of {Name(scheme)}, begins ({Figures(evidence)}).";
        }

        var end = tier.Ordinal < scheme.Tiers.Count ? Decimal(scheme.Tiers[tier.Ordinal].LowerProximity!.Value) + ")" : "1]";
        return $"Proximity {proximity} is within [{Decimal(tier.LowerProximity!.Value)}, {end}, which {Name(scheme)} calls " +
            $"{tier.Label} ({Figures(evidence)}); followers do not decide.";
    }

    public static string InsufficientEvidence(TierScheme scheme, RelationalEvidence evidence)
    {
        var missing = (evidence.Closeness, evidence.Influence) switch
        {
            (null, null) => "neither is",
            (null, _) => "closeness is not",
            _ => "influence is not",
        };
        return $"{Name(scheme)} must know closeness and influence to place a creator, and {missing} known.";
    }

    /// <summary>A half-open range in words that go on from "are": <c>within 1,000–4,999</c>.</summary>
    private static string Range(ulong lower, ulong? upperExclusive) => (lower, upperExclusive) switch
    {
        (_, null) => $"{Number(lower)} or more",
        (0, { } upper) => $"fewer than {Number(upper)}",
        (_, { } upper) when upper == lower + 1 => $"exactly {Number(lower)}",
        (_, { } upper) => $"within {Number(lower)}–{Number(upper - 1)}",
    };

    private static string SharesOf(TierScheme scheme, Tier tier, double lowerShare)
    {
        double? upperShare = tier.Ordinal < scheme.Tiers.Count ? scheme.Tiers[tier.Ordinal].LowerShare : null;
        return (lowerShare, upperShare) switch
        {
            (0, null) => "all",
            (0, { } upper) => $"the bottom {Percent(upper)}",
            (_, null) => $"the top {Percent(1 - lowerShare)}",
            (_, { } upper) => $"the top {Percent(1 - upper)} to {Percent(1 - lowerShare)}",
        };
    }

    private static string Figures(RelationalEvidence evidence) => string.Join(", ",
        Figure("closeness", evidence.Closeness), Figure("influence", evidence.Influence), Figure("experience", evidence.Experience),
        Figure("insider", evidence.Insider), Figure("neutrality", evidence.Neutrality));

    private static string Figure(string name, double? value) => $"{name} {(value is { } known ? Decimal(known) : "unknown")}";

    private static string Name(TierScheme scheme) => $"{scheme.Id} version {scheme.Version}";

    private static string Number(ulong value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Decimal(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
