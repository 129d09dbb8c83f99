using System.Globalization;
using System.Text;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Tests.Tiers;

namespace InfluenceGrpc.Core.Tests.Fit.Models;

public sealed class BuiltInFitModelsTests
{
    [Fact]
    public void Golden_Constants_HaveNotChangedUnderTheSameVersion()
    {
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fit", "Models", "built-in-models.golden.txt"));
        var actual = string.Concat(BuiltInFitModels.All.Select(Describe));
        Assert.True(golden == actual,
            "The built-in models differ from Fit/Models/built-in-models.golden.txt. What clients stored under a model's version must " +
            "stay true: bump the version of the changed model, then replace the file with:\n" + actual);
    }

    [Fact]
    public void All_Models_AreBuiltInAndSayWhatIsJudgement()
    {
        Assert.Equal(["audience-fit-1"], BuiltInFitModels.All.Select(model => model.Id));
        Assert.All(BuiltInFitModels.All, model =>
        {
            Assert.True(model.BuiltIn);
            Assert.Contains(model.Notes, note => note == "Judgement: every other prior.");
            Assert.Contains(model.Notes, note => note.StartsWith("Judgement: the three spreads of reach and its niche share.", StringComparison.Ordinal));
            Assert.Contains(model.Notes, note => note.Contains("15 / 1000 * 0.157 / 0.029", StringComparison.Ordinal));
        });
    }

    // The note says so: whoever changes one of the two has to change the other, or the note.
    [Fact]
    public void Peers_OfTheDefaultModel_AreThoseOfTheProximityScheme()
    {
        var scheme = TierSchemes.BuiltIn("it-proximity").Relational!;
        var model = BuiltInFitModels.Default;
        Assert.Equal(Peers(scheme.Engagement), Peers(model.Engagement.Benchmark));
        Assert.Equal(scheme.Weights, model.Proximity.Evidence.Weights);
        Assert.Equal(
            (scheme.DecisionMakerHalf, scheme.BrandHalf, scheme.DetractorSentiment, scheme.DetractorMinMentions, scheme.NeutralityMinMentions),
            (model.Proximity.Evidence.DecisionMakerHalf, model.Proximity.Evidence.BrandHalf, model.Proximity.Evidence.DetractorSentiment,
                model.Proximity.Evidence.DetractorMinMentions, model.Proximity.Evidence.NeutralityMinMentions));
    }

    // 15 USD for 1,000 views, a reach of 15.7 % of followers, an engagement of 2.9 % of followers.
    [Fact]
    public void CostBenchmark_InUsd_FollowsFromItsSources() =>
        Assert.Equal(15.0 / 1_000 * 0.157 / 0.029, Assert.Single(BuiltInFitModels.Default.Cost.Benchmarks).CostPerEngagement, 2);

    // 10k to 100k and 100k to 1m followers.
    [Fact]
    public void Reach_Knots_StandAtTheGeometricMiddleOfTheirSizes() =>
        Assert.Equal(
            [(Math.Round(Math.Sqrt(1e4 * 1e5)), 0.157), (Math.Round(Math.Sqrt(1e5 * 1e6)), 0.032)],
            BuiltInFitModels.Default.Reach.Knots.Select(knot => ((double)knot.Followers, knot.ReachRate)));

    [Fact]
    public void Background_Topics_AreCountsOverItsSize()
    {
        var background = BuiltInFitModels.Default.Derivation.Background;
        Dictionary<string, int> counts = new(StringComparer.Ordinal)
        {
            ["beauty"] = 777, ["family"] = 2_011, ["fashion"] = 5_909, ["fitness"] = 558, ["food"] = 1_798, ["interior"] = 569, ["pet"] = 303,
            ["travel"] = 2_098,
        };
        Assert.Equal(counts.Keys.Order(StringComparer.Ordinal), background.Topics.Keys);
        Assert.All(counts, count => Assert.Equal((double)count.Value / background.Size, background.Topics[count.Key], 6));
    }

    private static string Describe(FitModel model)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        void Part(string name, PartRule part) => Line($"    {name} {part.Weight} {Text(part.Prior)}");

        Line($"{model.Id} v{model.Version} {model.Year}");
        foreach (var (preset, weights) in model.Presets.OrderBy(preset => preset.Key))
        {
            Line($"  {preset} {string.Join(' ', FitComponents.All.Select(component => Text(weights[component])))}");
        }

        Line($"  niche half {model.Niche.Half} {Text(model.Niche.Prior)}");
        Line($"  audience frechet {model.Audience.FrechetShare}");
        foreach (var dimension in Enum.GetValues<AudienceDimension>())
        {
            Part(dimension.ToString(), model.Audience.Dimensions[(int)dimension]);
        }

        Line($"  engagement anomaly {model.Engagement.AnomalySpreads} {Text(model.Engagement.Prior)}");
        Line($"    {Peers(model.Engagement.Benchmark)}");
        DescribeCredibility(model.Credibility, Line, Part);
        Line($"  affinity smoothing {model.Affinity.PassionSmoothing}");
        Part("passion", model.Affinity.Passion);
        Part("experience", model.Affinity.Experience);
        Part("sentiment", model.Affinity.Sentiment);
        Part("neutrality", model.Affinity.Neutrality);
        Part("kinship", model.Affinity.Kinship);
        var evidence = model.Proximity.Evidence;
        Line($"  proximity halves {evidence.DecisionMakerHalf} {evidence.BrandHalf} detractor {evidence.DetractorSentiment} {evidence.DetractorMinMentions} neutrality {evidence.NeutralityMinMentions}");
        Part("closeness", model.Proximity.Closeness);
        Part("influence", model.Proximity.Influence);
        Part("experience", model.Proximity.Experience);
        Part("insider", model.Proximity.Insider);
        Part("neutrality", model.Proximity.Neutrality);
        Line($"  responsiveness median {model.Responsiveness.MedianReplyShare} {Text(model.Responsiveness.Prior)}");
        Line($"  cost steepness {model.Cost.Steepness} {Text(model.Cost.Prior)}");
        Line($"    {string.Join(' ', model.Cost.Benchmarks.Select(mark => $"{mark.CurrencyCode} {Text(mark.CostPerEngagement)} {mark.Year}"))}");
        Line($"  concentration categories {model.Concentration.Categories} {Text(model.Concentration.Prior)}");
        Line($"  size {Text(model.Size.Prior)}");
        Line($"  caution {model.Caution.LowCoverage} {model.Caution.LowAuthenticShare} {model.Caution.LowDisclosedShare} {model.Caution.FewPosts}");
        DescribeDerivation(model.Derivation, Line);
        DescribeReach(model.Reach, Line);
        return text.ToString();
    }

    private static void DescribeCredibility(CredibilityRule rule, Action<FormattableString> line, Action<string, PartRule> part)
    {
        line($"  credibility authentic {rule.AuthenticLow} {rule.AuthenticHigh} decay {rule.Decay} {rule.DecayByEngagement} {rule.DecayByConcentration}");
        part("authenticity", rule.Authenticity);
        part("saturation", rule.Saturation);
        part("disclosure", rule.Disclosure);
        part("acceptance", rule.Acceptance);
        line($"    bands {string.Join(' ', rule.Bands.Select(band => $"{band.Followers}:{Text(band.Low)}-{Text(band.High)}"))}");
    }

    private static void DescribeDerivation(DerivationRule rule, Action<FormattableString> line)
    {
        line($"  derivation smoothing {rule.Smoothing} lift {rule.MinLogLift} {rule.FullLogLift} most {rule.MaxTopics} {rule.MaxBrands} spread {rule.MinLogSpread} size {rule.SizeSmoothing} {rule.SizeSpreadSmoothing} brand {rule.FullBrandLogLift} {rule.MinBrandWeight}");
        line($"    background {rule.Background.Size} ln followers {rule.Background.LogFollowersMean} {rule.Background.LogFollowersSpread}");
        line($"    {string.Join(' ', rule.Background.Topics.Select(topic => $"{topic.Key}:{Text(topic.Value)}"))}");
    }

    private static void DescribeReach(ReachRule rule, Action<FormattableString> line)
    {
        line($"  reach {rule.Year} {string.Join(' ', rule.Knots.Select(knot => $"{knot.Followers}:{Text(knot.ReachRate)}"))}");
        line($"    spreads {rule.LogSpread} {rule.CurveLogSpread} {rule.OwnLogSpread} niche {rule.NicheShare}");
    }

    private static string Peers(Core.Creators.Benchmarks.EngagementBenchmark benchmark) => string.Create(CultureInfo.InvariantCulture,
        $"shrink {benchmark.ShrinkPosts} sample {benchmark.DefaultSamplePosts} floor {benchmark.RateFloor} ") + string.Join("; ",
        benchmark.Curves.Select(curve => $"{curve.Platform} {curve.Basis} {curve.Year} " + string.Join(' ',
            curve.Knots.Select(knot => $"{knot.Followers}:{Text(knot.MedianRate)}/{Text(knot.LogSpread)}"))));

    private static string Text(Prior prior) => $"prior {Text(prior.Mean)} {Text(prior.Low)}-{Text(prior.High)}";

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
