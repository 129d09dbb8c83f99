using InfluenceGrpc.Core.Creators.Benchmarks;
using InfluenceGrpc.Core.Tiers.Drafts;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads a scheme that came with a request; the domain then checks it as it checks files.</summary>
internal static class TierSchemeReader
{
    /// <summary>The scheme as given. Absent and zero are told apart wherever the contract tells them apart.</summary>
    public static TierSchemeDraft Read(V1.TierScheme scheme) => new()
    {
        Id = scheme.Id,
        Version = scheme.Version,
        Title = scheme.Title,
        Source = scheme.Source is { } source
            ? new() { Document = source.Document, Uri = source.Uri, Year = source.Year, Language = source.Language }
            : null,
        Platform = (Core.Creators.Platform)scheme.Platform,
        Kind = (Core.Tiers.TierSchemeKind)scheme.Kind,
        Tiers = [.. scheme.Tiers.Select(Read)],
        Notes = [.. scheme.Notes],
        Reference = scheme.Reference is { } reference ? Read(reference) : null,
        Relational = scheme.Relational is { } relational ? Read(relational) : null,
        BuiltIn = scheme.BuiltIn,
    };

    private static TierDraft Read(V1.Tier tier) => new()
    {
        Id = tier.Id,
        Label = tier.Label,
        Canonical = (Core.Tiers.CanonicalTier)tier.Canonical,
        LowerFollowers = tier.HasLowerFollowers ? tier.LowerFollowers : null,
        UpperFollowers = tier.HasUpperFollowers ? tier.UpperFollowers : null,
        LowerShare = tier.HasLowerShare ? tier.LowerShare : null,
        LowerProximity = tier.HasLowerProximity ? tier.LowerProximity : null,
        Ordinal = tier.Ordinal,
    };

    private static ReferencePopulationDraft Read(V1.ReferencePopulation reference) => new()
    {
        Description = reference.Description,
        Size = reference.Size,
        Quantiles = [.. reference.Quantiles.Select(quantile => new QuantileDraft { Share = quantile.Share, Followers = quantile.Followers })],
    };

    private static RelationalRuleDraft Read(V1.RelationalRule rule) => new()
    {
        DecisionMakerHalf = rule.DecisionMakerHalf,
        BrandHalf = rule.BrandHalf,
        DetractorSentiment = rule.DetractorSentiment,
        DetractorMinMentions = rule.DetractorMinMentions,
        NeutralityMinMentions = rule.NeutralityMinMentions,
        Weights = rule.Weights is { } weights
            ? new()
            {
                Closeness = weights.Closeness,
                Influence = weights.Influence,
                Experience = weights.Experience,
                Insider = weights.Insider,
                Neutrality = weights.Neutrality,
            }
            : null,
        Engagement = rule.Engagement is { } engagement ? Read(engagement) : null,
    };

    private static EngagementBenchmarkDraft Read(V1.EngagementBenchmark benchmark) => new()
    {
        Curves = [.. benchmark.Curves.Select(curve => new EngagementCurveDraft
        {
            Platform = (Core.Creators.Platform)curve.Platform,
            Basis = (Core.Creators.EngagementBasis)curve.Basis,
            Knots = [.. curve.Knots.Select(knot => new EngagementKnotDraft
            {
                Followers = knot.Followers,
                MedianRate = knot.MedianRate,
                LogSpread = knot.LogSpread,
            })],
            Source = curve.Source,
            Year = curve.Year,
        })],
        ShrinkPosts = benchmark.ShrinkPosts,
        DefaultSamplePosts = benchmark.DefaultSamplePosts,
        RateFloor = benchmark.RateFloor,
    };
}
