using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Core.Tiers.Relational;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Tells clients of a scheme: the same shape that people write schemes in, with what the server fills in.</summary>
internal static class TierSchemeWriter
{
    /// <summary>The whole scheme.</summary>
    public static V1.TierScheme Write(TierScheme scheme)
    {
        var written = new V1.TierScheme
        {
            Id = scheme.Id,
            Version = scheme.Version,
            Title = scheme.Title,
            Source = new V1.TierSchemeSource
            {
                Document = scheme.Source.Document,
                Uri = scheme.Source.Uri ?? "",
                Year = scheme.Source.Year ?? 0,
                Language = scheme.Source.Language ?? "",
            },
            Platform = (V1.Platform)scheme.Platform,
            Kind = (V1.TierSchemeKind)scheme.Kind,
            BuiltIn = scheme.BuiltIn,
        };
        written.Tiers.AddRange(scheme.Tiers.Select(Write));
        written.Notes.AddRange(scheme.Notes);
        if (scheme.Reference is { } reference)
        {
            written.Reference = Write(reference);
        }

        if (scheme.Relational is { } relational)
        {
            written.Relational = Write(relational);
        }

        return written;
    }

    /// <summary>One tier, with its place in the scheme.</summary>
    public static V1.Tier Write(Tier tier)
    {
        var written = new V1.Tier
        {
            Id = tier.Id,
            Label = tier.Label,
            Canonical = (V1.CanonicalTier)tier.Canonical,
            Ordinal = tier.Ordinal,
        };
        if (tier.LowerFollowers is { } lower)
        {
            written.LowerFollowers = lower;
        }

        if (tier.UpperFollowers is { } upper)
        {
            written.UpperFollowers = upper;
        }

        if (tier.LowerShare is { } share)
        {
            written.LowerShare = share;
        }

        if (tier.LowerProximity is { } proximity)
        {
            written.LowerProximity = proximity;
        }

        return written;
    }

    private static V1.ReferencePopulation Write(ReferencePopulation reference)
    {
        var written = new V1.ReferencePopulation { Description = reference.Description, Size = reference.Size };
        written.Quantiles.AddRange(reference.Quantiles.Select(
            quantile => new V1.Quantile { Share = quantile.Share, Followers = quantile.Followers }));
        return written;
    }

    private static V1.RelationalRule Write(RelationalRule rule) => new()
    {
        DecisionMakerHalf = rule.DecisionMakerHalf,
        BrandHalf = rule.BrandHalf,
        DetractorSentiment = rule.DetractorSentiment,
        DetractorMinMentions = rule.DetractorMinMentions,
        NeutralityMinMentions = rule.NeutralityMinMentions,
        Weights = new V1.RelationalWeights
        {
            Closeness = rule.Weights.Closeness,
            Influence = rule.Weights.Influence,
            Experience = rule.Weights.Experience,
            Insider = rule.Weights.Insider,
            Neutrality = rule.Weights.Neutrality,
        },
        Engagement = EngagementBenchmarkWriter.Write(rule.Engagement),
    };
}
