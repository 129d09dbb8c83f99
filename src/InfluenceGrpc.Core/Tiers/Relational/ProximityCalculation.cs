using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Tiers.Relational;

/// <summary>How close a creator is to the people a campaign wants, whatever the follower count.</summary>
/// <remarks>
/// The criteria are those of the Italian source document: close to decision makers or buyers, with influence on their choices,
/// passionate, insider, neutral. It gives no numbers: the formulas are ours, their constants stand in the scheme file.
/// 1. closeness = d/(d + half), d the decision-maker share of the audience.
/// 2. influence = engagement percentile against peers of the same platform and size.
/// 3. experience = share of the brand relations, of those where it is known, in which the creator uses the product.
/// 4. insider = b/(b + half), b the number of brands mentioned organically.
/// 5. neutrality = 1 - the largest brand's share of the favourable mentions; 0 for a detractor of any brand.
/// 6. proximity = weighted geometric mean of what is known, weights renormalised over it. There is no floor: a criterion that
///    is known to be 0 makes the proximity 0, whatever the others say.
/// </remarks>
public static class ProximityCalculation
{
    private const string NeedsEngagement =
        "Influence needs engagement.rate with basis FOLLOWERS, or engagement.averageLikes and engagement.averageComments.";

    /// <summary>The evidence in a profile; a null profile is one about which nothing is known.</summary>
    public static RelationalEvidence Evaluate(RelationalRule rule, CreatorProfile? profile)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var (closeness, influence) = (Closeness(rule, profile), Influence(rule, profile));
        var (experience, insider, neutrality) = (Experience(profile), Insider(rule, profile), Neutrality(rule, profile));
        return new RelationalEvidence(
            closeness,
            influence,
            experience,
            insider,
            neutrality,
            Combine(rule.Weights, closeness, influence, experience, insider, neutrality),
            Missing(rule, profile));
    }

    /// <summary>Step 6 alone, as <see cref="RelationalEvidence.Proximity"/>; allocates nothing.</summary>
    internal static double? Proximity(RelationalRule rule, CreatorProfile profile) => Combine(
        rule.Weights, Closeness(rule, profile), Influence(rule, profile), Experience(profile), Insider(rule, profile), Neutrality(rule, profile));

    /// <summary>Step 1; null where it is not known.</summary>
    internal static double? Closeness(RelationalRule rule, CreatorProfile? profile) =>
        profile?.Audience?.DecisionMakerShare is { } share ? share / (share + rule.DecisionMakerHalf) : null;

    private static double? Influence(RelationalRule rule, CreatorProfile? profile)
    {
        if (profile is not { Followers: { } followers, Engagement: not null } || profile.Platform == Platform.Unspecified)
        {
            return null;
        }

        foreach (var basis in EngagementRate.BasesInOrder)
        {
            if (rule.Engagement.Find(profile.Platform, basis) is { } curve && EngagementRate.Of(profile, basis) is { } rate)
            {
                return rule.Engagement.Percentile(curve, rate.Rate, rate.SamplePosts, followers);
            }
        }

        return null;
    }

    /// <summary>Step 3; null where it is not known.</summary>
    internal static double? Experience(CreatorProfile? profile)
    {
        var (known, used) = (0, 0);
        var relations = profile?.BrandRelations ?? [];
        for (var i = 0; i < relations.Count; i++)
        {
            known += relations[i].UsesProduct is null ? 0 : 1;
            used += relations[i].UsesProduct == true ? 1 : 0;
        }

        return known == 0 ? null : (double)used / known;
    }

    /// <summary>Step 4; null where it is not known.</summary>
    internal static double? Insider(RelationalRule rule, CreatorProfile? profile)
    {
        var (known, brands) = (false, 0);
        var relations = profile?.BrandRelations ?? [];
        for (var i = 0; i < relations.Count; i++)
        {
            known |= relations[i].OrganicMentions is not null;
            brands += relations[i].OrganicMentions > 0 ? 1 : 0;
        }

        return known ? brands / (brands + rule.BrandHalf) : null;
    }

    /// <summary>Step 5; null where it is not known.</summary>
    /// <remarks>A mention is favourable unless the brand's sentiment is known to be negative: people seldom name what they do not
    /// like, and a paid mention praises.</remarks>
    internal static double? Neutrality(RelationalRule rule, CreatorProfile? profile)
    {
        ulong favourable = 0;
        ulong largest = 0;
        var relations = profile?.BrandRelations ?? [];
        for (var i = 0; i < relations.Count; i++)
        {
            var relation = relations[i];
            var mentions = relation.Mentions ?? 0;
            if (relation.Sentiment < rule.DetractorSentiment && mentions >= rule.DetractorMinMentions)
            {
                return 0;
            }

            if (relation.Sentiment is null or >= 0)
            {
                favourable += mentions;
                largest = Math.Max(largest, mentions);
            }
        }

        return favourable >= rule.NeutralityMinMentions ? 1 - ((double)largest / favourable) : null;
    }

    // Without closeness and influence there is no proximity, whatever else is known.
    private static double? Combine(
        RelationalWeights weights, double? closeness, double? influence, double? experience, double? insider, double? neutrality) =>
        closeness is null || influence is null
            ? null
            : GeometricMean([
                (closeness, weights.Closeness),
                (influence, weights.Influence),
                (experience, weights.Experience),
                (insider, weights.Insider),
                (neutrality, weights.Neutrality)]);

    // What has to be told before there is a proximity.
    private static List<string> Missing(RelationalRule rule, CreatorProfile? profile)
    {
        var missing = new List<string>();
        if (Closeness(rule, profile) is null)
        {
            missing.Add("Closeness needs audience.decisionMakerShare, the share of the audience that decides on or buys the product.");
        }

        var told = missing.Count;
        if (profile?.Followers is null)
        {
            missing.Add("Influence needs followers, to find peers of the same size.");
        }

        if (profile is null || profile.Platform == Platform.Unspecified)
        {
            missing.Add("Influence needs platform, to find peers on the same platform.");
        }

        if (profile?.Engagement is null)
        {
            missing.Add(NeedsEngagement);
        }

        if (missing.Count == told && Influence(rule, profile) is null)
        {
            missing.Add(rule.Engagement.Curves.Any(curve => curve.Platform == profile!.Platform)
                ? NeedsEngagement
                : $"Influence needs an engagement benchmark for {profile!.Platform}; this scheme has none, so another scheme must be used.");
        }

        return missing;
    }

    private static double GeometricMean(ReadOnlySpan<(double? Value, double Weight)> parts)
    {
        var weights = 0.0;
        var logs = 0.0;
        foreach (var (value, weight) in parts)
        {
            // A weight of 0 takes a criterion out; 0·ln 0 would be NaN.
            if (value is { } known && weight > 0)
            {
                weights += weight;
                logs += weight * PortableMath.Log(known);
            }
        }

        return PortableMath.Exp(logs / weights);
    }
}
