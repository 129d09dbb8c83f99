using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Benchmarks;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Tests.Fit;

/// <summary>Models for tests, with constants that are easy to reckon with.</summary>
internal static class TestModels
{
    private static readonly Prior Half = new(0.5, 0.25, 0.75);
    private static readonly PartRule Part = new(1, Half);

    private static readonly EngagementBenchmark Peers = new()
    {
        Curves = [new(Platform.Instagram, EngagementBasis.Followers, [new(10_000, 0.02, 1)], "A test", 2026)],
        ShrinkPosts = 10,
        DefaultSamplePosts = 10,
        RateFloor = 0.0001,
    };

    /// <summary>Every preset weighs every component, each differently; benchmarks of cost in NOK and EUR.</summary>
    public static FitModel Plain() => new()
    {
        Id = "plain",
        Version = 1,
        Title = "Plain",
        Source = "A test",
        Year = 2026,
        Presets = new Dictionary<WeightPreset, ComponentWeights>
        {
            [WeightPreset.Balanced] = Weights(0.10),
            [WeightPreset.Awareness] = Weights(0.20),
            [WeightPreset.Conversion] = Weights(0.30),
            [WeightPreset.Credibility] = Weights(0.40),
        },
        Niche = new(0.5, Half),
        Audience = new([Part, Part, Part, Part, Part, Part], 1),
        Engagement = new(Peers, 3, Half),
        Credibility = new()
        {
            Authenticity = Part,
            Saturation = Part,
            Disclosure = Part,
            Acceptance = Part,
            AuthenticLow = 0.5,
            AuthenticHigh = 1,
            Bands = [new(10_000, 0.1, 0.2)],
            Decay = 1,
            DecayByEngagement = 0,
            DecayByConcentration = 0,
        },
        Affinity = new()
        {
            Passion = Part,
            Experience = Part,
            Sentiment = Part,
            Neutrality = Part,
            Kinship = Part,
            PassionSmoothing = 1,
        },
        Proximity = new()
        {
            Closeness = Part,
            Influence = Part,
            Experience = Part,
            Insider = Part,
            Neutrality = Part,
            Evidence = new()
            {
                DecisionMakerHalf = 0.1,
                BrandHalf = 3,
                DetractorSentiment = -0.5,
                DetractorMinMentions = 2,
                NeutralityMinMentions = 2,
                Weights = new(1, 1, 1, 1, 1),
                Engagement = Peers,
            },
        },
        Responsiveness = new(0.2, Half),
        Cost = new(2, [new("NOK", 4, "A test", 2026), new("EUR", 0.5, "A test", 2026)], Half),
        Concentration = new(10, Half),
        Size = new(Half),
        Caution = new(0.5, 0.7, 0.5, 5),
        Derivation = new()
        {
            Smoothing = 10,
            MinLogLift = 0.2,
            FullLogLift = 2,
            MaxTopics = 20,
            MaxBrands = 20,
            MinLogSpread = 0.3,
            Background = new()
            {
                Description = "A test",
                Size = 100,
                Topics = new Dictionary<string, double>(StringComparer.Ordinal) { ["sport"] = 0.5 },
                LogFollowersMean = 9,
                LogFollowersSpread = 2,
            },
            SizeSmoothing = 2,
            SizeSpreadSmoothing = 4,
            FullBrandLogLift = 4,
            MinBrandWeight = 0.1,
        },
        Reach = new([new(10_000, 0.2)], "A test", 2026, LogSpread: 0.5, CurveLogSpread: 0.25, OwnLogSpread: 0.1, NicheShare: 0.5),
    };

    /// <summary>A model with one preset replaced.</summary>
    public static FitModel With(WeightPreset preset, params (FitComponent Component, double Weight)[] weights)
    {
        var plain = Plain();
        var values = new double[FitComponents.Count];
        foreach (var (component, weight) in weights)
        {
            values[component.Place()] = weight;
        }

        return plain with { Presets = new Dictionary<WeightPreset, ComponentWeights>(plain.Presets) { [preset] = new(values) } };
    }

    // base + 0.01 for niche, + 0.02 for audience and so on.
    private static ComponentWeights Weights(double start) =>
        new([.. FitComponents.All.Select(component => start + ((int)component / 100.0))]);
}
