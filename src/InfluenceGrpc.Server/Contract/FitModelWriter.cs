using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Models;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Tells clients of a fit model: the same shape that people write models in.</summary>
internal static class FitModelWriter
{
    /// <summary>The whole model.</summary>
    public static V1.FitModel Write(FitModel model)
    {
        var written = new V1.FitModel
        {
            Id = model.Id,
            Version = model.Version,
            Title = model.Title,
            Source = model.Source,
            Year = model.Year,
            Niche = new V1.NicheRule { Half = model.Niche.Half, Prior = Write(model.Niche.Prior) },
            Audience = Write(model.Audience),
            Engagement = new V1.EngagementRule
            {
                Benchmark = EngagementBenchmarkWriter.Write(model.Engagement.Benchmark),
                AnomalySpreads = model.Engagement.AnomalySpreads,
                Prior = Write(model.Engagement.Prior),
            },
            Credibility = Write(model.Credibility),
            Affinity = Write(model.Affinity),
            Proximity = Write(model.Proximity),
            Responsiveness = new V1.ResponsivenessRule
            {
                MedianReplyShare = model.Responsiveness.MedianReplyShare,
                Prior = Write(model.Responsiveness.Prior),
            },
            Cost = Write(model.Cost),
            Concentration = new V1.ConcentrationRule
            {
                Categories = model.Concentration.Categories,
                Prior = Write(model.Concentration.Prior),
            },
            Size = new V1.SizeRule { Prior = Write(model.Size.Prior) },
            Caution = new V1.CautionRule
            {
                LowCoverage = model.Caution.LowCoverage,
                LowAuthenticShare = model.Caution.LowAuthenticShare,
                LowDisclosedShare = model.Caution.LowDisclosedShare,
                FewPosts = model.Caution.FewPosts,
            },
            Derivation = Write(model.Derivation),
            Reach = Write(model.Reach),
            BuiltIn = model.BuiltIn,
        };
        written.Notes.AddRange(model.Notes);
        written.Presets.AddRange(model.Presets.OrderBy(preset => preset.Key).Select(preset => new V1.PresetWeights
        {
            Preset = (V1.WeightPreset)preset.Key,
            Weights = Write(preset.Value),
        }));
        return written;
    }

    private static V1.ComponentWeights Write(ComponentWeights weights) => new()
    {
        Niche = weights[FitComponent.Niche],
        Audience = weights[FitComponent.Audience],
        Engagement = weights[FitComponent.Engagement],
        Credibility = weights[FitComponent.Credibility],
        Affinity = weights[FitComponent.Affinity],
        Proximity = weights[FitComponent.Proximity],
        Responsiveness = weights[FitComponent.Responsiveness],
        Cost = weights[FitComponent.Cost],
        Concentration = weights[FitComponent.Concentration],
        Size = weights[FitComponent.Size],
    };

    private static V1.AudienceRule Write(AudienceRule rule) => new()
    {
        Countries = Write(rule.Dimensions[(int)AudienceDimension.Countries]),
        Regions = Write(rule.Dimensions[(int)AudienceDimension.Regions]),
        Languages = Write(rule.Dimensions[(int)AudienceDimension.Languages]),
        Interests = Write(rule.Dimensions[(int)AudienceDimension.Interests]),
        Ages = Write(rule.Dimensions[(int)AudienceDimension.Ages]),
        Genders = Write(rule.Dimensions[(int)AudienceDimension.Genders]),
        FrechetShare = rule.FrechetShare,
    };

    private static V1.CredibilityRule Write(CredibilityRule rule)
    {
        var written = new V1.CredibilityRule
        {
            Authenticity = Write(rule.Authenticity),
            Saturation = Write(rule.Saturation),
            Disclosure = Write(rule.Disclosure),
            Acceptance = Write(rule.Acceptance),
            AuthenticLow = rule.AuthenticLow,
            AuthenticHigh = rule.AuthenticHigh,
            Decay = rule.Decay,
            DecayByEngagement = rule.DecayByEngagement,
            DecayByConcentration = rule.DecayByConcentration,
        };
        written.Bands.AddRange(rule.Bands.Select(
            band => new V1.SponsorshipBand { Followers = band.Followers, Low = band.Low, High = band.High }));
        return written;
    }

    private static V1.AffinityRule Write(AffinityRule rule) => new()
    {
        Passion = Write(rule.Passion),
        Experience = Write(rule.Experience),
        Sentiment = Write(rule.Sentiment),
        Neutrality = Write(rule.Neutrality),
        Kinship = Write(rule.Kinship),
        PassionSmoothing = rule.PassionSmoothing,
    };

    private static V1.ProximityRule Write(ProximityRule rule) => new()
    {
        Closeness = Write(rule.Closeness),
        Influence = Write(rule.Influence),
        Experience = Write(rule.Experience),
        Insider = Write(rule.Insider),
        Neutrality = Write(rule.Neutrality),
        DecisionMakerHalf = rule.Evidence.DecisionMakerHalf,
        BrandHalf = rule.Evidence.BrandHalf,
        DetractorSentiment = rule.Evidence.DetractorSentiment,
        DetractorMinMentions = rule.Evidence.DetractorMinMentions,
        NeutralityMinMentions = rule.Evidence.NeutralityMinMentions,
    };

    private static V1.CostRule Write(CostRule rule)
    {
        var written = new V1.CostRule { Steepness = rule.Steepness, Prior = Write(rule.Prior) };
        written.Benchmarks.AddRange(rule.Benchmarks.Select(benchmark => new V1.CostBenchmark
        {
            CurrencyCode = benchmark.CurrencyCode,
            CostPerEngagement = benchmark.CostPerEngagement,
            Source = benchmark.Source,
            Year = benchmark.Year,
        }));
        return written;
    }

    private static V1.DerivationRule Write(DerivationRule rule)
    {
        var background = new V1.Background
        {
            Description = rule.Background.Description,
            Size = rule.Background.Size,
            LogFollowersMean = rule.Background.LogFollowersMean,
            LogFollowersSpread = rule.Background.LogFollowersSpread,
        };
        foreach (var (topic, share) in rule.Background.Topics)
        {
            background.Topics.Add(topic, share);
        }

        return new()
        {
            Smoothing = rule.Smoothing,
            MinLogLift = rule.MinLogLift,
            FullLogLift = rule.FullLogLift,
            MaxTopics = (uint)rule.MaxTopics,
            MaxBrands = (uint)rule.MaxBrands,
            MinLogSpread = rule.MinLogSpread,
            Background = background,
            SizeSmoothing = rule.SizeSmoothing,
            SizeSpreadSmoothing = rule.SizeSpreadSmoothing,
            FullBrandLogLift = rule.FullBrandLogLift,
            MinBrandWeight = rule.MinBrandWeight,
        };
    }

    private static V1.ReachRule Write(ReachRule rule)
    {
        var written = new V1.ReachRule
        {
            Source = rule.Source,
            Year = rule.Year,
            LogSpread = rule.LogSpread,
            CurveLogSpread = rule.CurveLogSpread,
            OwnLogSpread = rule.OwnLogSpread,
            NicheShare = rule.NicheShare,
        };
        written.Knots.AddRange(rule.Knots.Select(knot => new V1.ReachKnot { Followers = knot.Followers, ReachRate = knot.ReachRate }));
        return written;
    }

    private static V1.PartRule Write(PartRule part) => new() { Weight = part.Weight, Prior = Write(part.Prior) };

    private static V1.Prior Write(Prior prior) => new() { Mean = prior.Mean, Low = prior.Low, High = prior.High };
}
