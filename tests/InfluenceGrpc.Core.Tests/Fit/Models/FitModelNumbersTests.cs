using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Tests.Fit.Models;

/// <summary>Every number of a model, at its limits and beyond them.</summary>
public sealed class FitModelNumbersTests
{
    /// <summary>Every number of a model: its place, a value at its limit, one past it, and what that is called.</summary>
    private static readonly (string Path, double At, double Past, FaultCode Code)[] Numbers =
    [
        ("version", 1, 0, FaultCode.OutOfRange),
        ("year", 1900, 1899, FaultCode.OutOfRange),
        ("year", 2100, 2101, FaultCode.OutOfRange),
        ("presets.0.weights.niche", 0, -0.01, FaultCode.OutOfRange),
        ("presets.0.weights.size", 1, 1.01, FaultCode.OutOfRange),
        ("niche.prior.low", 0, -0.01, FaultCode.OutOfRange),
        ("niche.prior.high", 1, 1.01, FaultCode.OutOfRange),
        ("niche.prior.mean", 0.7, 0.81, FaultCode.NotIncreasing),
        ("affinity.sentiment.prior.mean", 0.4, 0.39, FaultCode.NotIncreasing),
        ("audience.frechetShare", 0, -0.01, FaultCode.OutOfRange),
        ("audience.frechetShare", 1, 1.01, FaultCode.OutOfRange),
        ("audience.countries.prior.high", 1, 1.01, FaultCode.OutOfRange),
        ("credibility.authenticLow", 0, -0.01, FaultCode.OutOfRange),
        ("credibility.authenticLow", 0.94, 0.95, FaultCode.NotIncreasing),
        ("credibility.authenticHigh", 1, 1.01, FaultCode.OutOfRange),
        ("credibility.bands.0.followers", 1, 0, FaultCode.OutOfRange),
        ("credibility.bands.3.followers", 10_000_000_000, 10_000_000_001, FaultCode.OutOfRange),
        ("credibility.bands.1.followers", 31_624, 31_623, FaultCode.NotIncreasing),
        ("credibility.bands.0.low", 0, -0.01, FaultCode.OutOfRange),
        ("credibility.bands.0.low", 0.15, 0.16, FaultCode.NotIncreasing),
        ("proximity.detractorSentiment", -1, -1.01, FaultCode.OutOfRange),
        ("proximity.detractorSentiment", 0, 0.01, FaultCode.OutOfRange),
        ("proximity.detractorMinMentions", 1, 0, FaultCode.OutOfRange),
        ("proximity.neutralityMinMentions", 1, 0, FaultCode.OutOfRange),
        ("cost.benchmarks.0.year", 1900, 1899, FaultCode.OutOfRange),
        ("cost.benchmarks.0.year", 2100, 2101, FaultCode.OutOfRange),
        ("concentration.categories", 2, 1, FaultCode.OutOfRange),
        ("caution.lowCoverage", 1, 1.01, FaultCode.OutOfRange),
        ("caution.lowAuthenticShare", 0, -0.01, FaultCode.OutOfRange),
        ("caution.lowDisclosedShare", 1, 1.01, FaultCode.OutOfRange),
        ("niche.half", 0.001, 0.000999, FaultCode.OutOfRange),
        ("niche.half", 1_000_000, 1_000_001, FaultCode.OutOfRange),
        ("engagement.benchmark.shrinkPosts", 0.001, 0.000999, FaultCode.OutOfRange),
        ("engagement.benchmark.shrinkPosts", 1_000_000, 1_000_001, FaultCode.OutOfRange),
        ("engagement.benchmark.defaultSamplePosts", 0.001, 0.000999, FaultCode.OutOfRange),
        ("engagement.benchmark.defaultSamplePosts", 1_000_000, 1_000_001, FaultCode.OutOfRange),
        ("engagement.anomalySpreads", 0.001, 0.000999, FaultCode.OutOfRange),
        ("engagement.anomalySpreads", 1_000_000, 1_000_001, FaultCode.OutOfRange),
        ("affinity.passionSmoothing", 0.001, 0.000999, FaultCode.OutOfRange),
        ("affinity.passionSmoothing", 1_000_000, 1_000_001, FaultCode.OutOfRange),
        ("proximity.brandHalf", 0.001, 0.000999, FaultCode.OutOfRange),
        ("proximity.brandHalf", 1_000_000, 1_000_001, FaultCode.OutOfRange),
        ("derivation.smoothing", 0.001, 0.000999, FaultCode.OutOfRange),
        ("derivation.smoothing", 1_000_000, 1_000_001, FaultCode.OutOfRange),
        ("derivation.sizeSmoothing", 0.001, 0.000999, FaultCode.OutOfRange),
        ("derivation.sizeSmoothing", 1_000_000, 1_000_001, FaultCode.OutOfRange),
        ("derivation.sizeSpreadSmoothing", 0.001, 0.000999, FaultCode.OutOfRange),
        ("derivation.sizeSpreadSmoothing", 1_000_000, 1_000_001, FaultCode.OutOfRange),
        ("proximity.decisionMakerHalf", 0.001, 0.000999, FaultCode.OutOfRange),
        ("proximity.decisionMakerHalf", 1, 1.01, FaultCode.OutOfRange),
        ("responsiveness.medianReplyShare", 0.001, 0.000999, FaultCode.OutOfRange),
        ("responsiveness.medianReplyShare", 1, 1.01, FaultCode.OutOfRange),
        ("credibility.decay", 0.001, 0.000999, FaultCode.OutOfRange),
        ("credibility.decay", 1_000, 1_001, FaultCode.OutOfRange),
        ("credibility.decayByEngagement", 0, -0.01, FaultCode.OutOfRange),
        ("credibility.decayByEngagement", 1_000, 1_001, FaultCode.OutOfRange),
        ("credibility.decayByConcentration", 0, -0.01, FaultCode.OutOfRange),
        ("credibility.decayByConcentration", 1_000, 1_001, FaultCode.OutOfRange),
        ("cost.steepness", 0.01, 0.00999, FaultCode.OutOfRange),
        ("cost.steepness", 100, 101, FaultCode.OutOfRange),
        ("cost.benchmarks.0.costPerEngagement", 0.000001, 0.0000009, FaultCode.OutOfRange),
        ("cost.benchmarks.0.costPerEngagement", 1_000_000_000, 1_000_000_001, FaultCode.OutOfRange),
        ("derivation.minLogLift", 0.001, 0.000999, FaultCode.OutOfRange),
        ("derivation.minLogLift", 1_000, 1_001, FaultCode.OutOfRange),
        ("derivation.fullLogLift", 0.001, 0.000999, FaultCode.OutOfRange),
        ("derivation.fullLogLift", 1_000, 1_001, FaultCode.OutOfRange),
        ("derivation.fullBrandLogLift", 0.001, 0.000999, FaultCode.OutOfRange),
        ("derivation.fullBrandLogLift", 1_000, 1_001, FaultCode.OutOfRange),
        ("derivation.minBrandWeight", 0.001, 0.000999, FaultCode.OutOfRange),
        ("derivation.minBrandWeight", 0.999, 1, FaultCode.OutOfRange),
        ("derivation.background.logFollowersMean", 0.001, 0.000999, FaultCode.OutOfRange),
        ("derivation.background.logFollowersMean", 23.03, 23.04, FaultCode.OutOfRange),
        ("derivation.background.logFollowersSpread", 0.01, 0.00999, FaultCode.OutOfRange),
        ("derivation.background.logFollowersSpread", 10, 10.1, FaultCode.OutOfRange),
        ("audience.countries.weight", 0, -0.01, FaultCode.OutOfRange),
        ("audience.countries.weight", 1_000_000, 1_000_001, FaultCode.OutOfRange),
        ("audience.regions.weight", 0.000001, 0.0000009, FaultCode.OutOfRange),
        ("engagement.benchmark.rateFloor", 0.000000001, 0.0000000009, FaultCode.OutOfRange),
        ("engagement.benchmark.rateFloor", 1, 1.01, FaultCode.OutOfRange),
        ("engagement.benchmark.curves.0.knots.0.medianRate", 0.000001, 0.0000009, FaultCode.OutOfRange),
        ("engagement.benchmark.curves.0.knots.0.medianRate", 1_000, 1_001, FaultCode.OutOfRange),
        ("engagement.benchmark.curves.0.knots.1.logSpread", 0.01, 0.00999, FaultCode.OutOfRange),
        ("engagement.benchmark.curves.0.knots.1.logSpread", 10, 10.1, FaultCode.OutOfRange),
        ("credibility.bands.0.high", 0.15, 0.000999, FaultCode.OutOfRange),
        ("credibility.bands.0.high", 1, 1.01, FaultCode.OutOfRange),
        ("derivation.maxTopics", 1, 0, FaultCode.OutOfRange),
        ("derivation.maxTopics", 200, 201, FaultCode.OutOfRange),
        ("derivation.maxBrands", 1, 0, FaultCode.OutOfRange),
        ("derivation.maxBrands", 200, 201, FaultCode.OutOfRange),
        ("derivation.minLogSpread", 0.05, 0.049, FaultCode.OutOfRange),
        ("derivation.minLogSpread", 10, 10.1, FaultCode.OutOfRange),
        ("derivation.background.size", 1, 0, FaultCode.OutOfRange),
        ("derivation.background.topics.pet", 1, 1.01, FaultCode.OutOfRange),
        ("derivation.background.topics.pet", double.Epsilon, 0, FaultCode.OutOfRange),
        ("reach.knots.0.followers", 1, 0, FaultCode.OutOfRange),
        ("reach.knots.1.followers", 10_000_000_000, 10_000_000_001, FaultCode.OutOfRange),
        ("reach.knots.1.followers", 31_624, 31_623, FaultCode.NotIncreasing),
        ("reach.knots.0.reachRate", 0.000001, 0.0000009, FaultCode.OutOfRange),
        ("reach.knots.1.reachRate", 1, 1.01, FaultCode.OutOfRange),
        ("reach.year", 1900, 1899, FaultCode.OutOfRange),
        ("reach.year", 2100, 2101, FaultCode.OutOfRange),
        ("reach.logSpread", 0, -0.01, FaultCode.OutOfRange),
        ("reach.logSpread", 3, 3.01, FaultCode.OutOfRange),
        ("reach.curveLogSpread", 0, -0.01, FaultCode.OutOfRange),
        ("reach.curveLogSpread", 3, 3.01, FaultCode.OutOfRange),
        ("reach.ownLogSpread", 0, -0.01, FaultCode.OutOfRange),
        ("reach.ownLogSpread", 3, 3.01, FaultCode.OutOfRange),
        ("reach.nicheShare", 0.01, 0.00999, FaultCode.OutOfRange),
        ("reach.nicheShare", 1, 1.01, FaultCode.OutOfRange),
    ];

    /// <summary>Faults told at another field than the one changed: the later of two that must rise, whatever was changed.</summary>
    private static readonly Dictionary<string, string> ToldElsewhere = new(StringComparer.Ordinal)
    {
        ["niche.prior.mean"] = "niche.prior.high",
        ["credibility.authenticLow"] = "credibility.authenticHigh",
        ["credibility.bands.0.low"] = "credibility.bands[0].high",
    };

    /// <summary>Numbers that the validator just takes, each alone in the file that ships.</summary>
    internal static IEnumerable<(string Path, double At)> Edges => Numbers.Select(number => (number.Path, number.At));

    public static TheoryData<string, double> AtLimits
    {
        get
        {
            var data = new TheoryData<string, double>();
            foreach (var number in Numbers)
            {
                data.Add(number.Path, number.At);
            }

            return data;
        }
    }

    public static TheoryData<string, double, FaultCode> PastLimits
    {
        get
        {
            var data = new TheoryData<string, double, FaultCode>();
            foreach (var number in Numbers)
            {
                data.Add(number.Path, number.Past, number.Code);
            }

            return data;
        }
    }

    /// <summary>Numbers for which NaN is no matter of form: those that are no whole numbers.</summary>
    public static TheoryData<string> Fractions =>
        [.. Numbers.Where(number => number.At != Math.Floor(number.At) || number.Past != Math.Floor(number.Past)).Select(number => number.Path).Distinct()];

    [Theory]
    [MemberData(nameof(AtLimits))]
    public void Accepts_NumberAtItsLimit(string path, double value) =>
        Assert.Empty(FitModelJson.ReadAndValidate(FitModels.With(path, value)).Faults);

    [Theory]
    [MemberData(nameof(PastLimits))]
    public void Rejects_NumberPastItsLimit_AtItsPath(string path, double value, FaultCode code)
    {
        var fault = Assert.Single(FitModelJson.ReadAndValidate(FitModels.With(path, value)).Faults);
        var told = code == FaultCode.NotIncreasing && ToldElsewhere.TryGetValue(path, out var elsewhere) ? elsewhere : FitModels.Told(path);
        Assert.Equal((told, code), (fault.Path, fault.Code));
        Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Fractions))]
    public void Rejects_NotANumber_AtItsPath(string path)
    {
        var faults = FitModelJson.ReadAndValidate(FitModels.With(path, "NaN")).Faults;
        Assert.Equal([(FitModels.Told(path), FaultCode.NotFinite)], faults.Select(fault => (fault.Path, fault.Code)));
    }

    // Missing is never zero: who misspelt a field is not told that it was 0.
    [Theory]
    [InlineData("version", "must be given, at least 1.")]
    [InlineData("year", "must be given, in [1900, 2100].")]
    [InlineData("niche.half", "must be given, in [0.001, 1000000].")]
    [InlineData("audience.ages.prior.mean", "must be given, in [0.000001, 1].")]
    [InlineData("engagement.anomalySpreads", "must be given, in [0.001, 1000000].")]
    [InlineData("credibility.authenticHigh", "must be given, in [0.001, 1].")]
    [InlineData("credibility.bands.0.followers", "must be given, in [1, 10000000000].")]
    [InlineData("credibility.bands.3.high", "must be given, in [0.001, 1].")]
    [InlineData("credibility.decay", "must be given, in [0.001, 1000].")]
    [InlineData("affinity.passionSmoothing", "must be given, in [0.001, 1000000].")]
    [InlineData("proximity.decisionMakerHalf", "must be given, in [0.001, 1].")]
    [InlineData("proximity.brandHalf", "must be given, in [0.001, 1000000].")]
    [InlineData("proximity.detractorMinMentions", "must be given, at least 1.")]
    [InlineData("proximity.neutralityMinMentions", "must be given, at least 1.")]
    [InlineData("responsiveness.medianReplyShare", "must be given, in [0.001, 1].")]
    [InlineData("cost.steepness", "must be given, in [0.01, 100].")]
    [InlineData("cost.benchmarks.0.costPerEngagement", "must be given, in [0.000001, 1000000000].")]
    [InlineData("cost.benchmarks.0.year", "must be given, in [1900, 2100].")]
    [InlineData("concentration.categories", "must be given, at least 2.")]
    [InlineData("derivation.smoothing", "must be given, in [0.001, 1000000].")]
    [InlineData("derivation.minLogLift", "must be given, in [0.001, 1000].")]
    [InlineData("derivation.fullLogLift", "must be given, in [0.001, 1000].")]
    [InlineData("derivation.maxTopics", "must be given, in [1, 200].")]
    [InlineData("derivation.maxBrands", "must be given, in [1, 200].")]
    [InlineData("derivation.minLogSpread", "must be given, in [0.05, 10].")]
    [InlineData("derivation.sizeSmoothing", "must be given, in [0.001, 1000000].")]
    [InlineData("derivation.sizeSpreadSmoothing", "must be given, in [0.001, 1000000].")]
    [InlineData("derivation.fullBrandLogLift", "must be given, in [0.001, 1000].")]
    [InlineData("derivation.minBrandWeight", "must be given, in [0.001, 0.999].")]
    [InlineData("derivation.background.size", "must be given, at least 1.")]
    [InlineData("derivation.background.logFollowersMean", "must be given, in [0.001, 23.03].")]
    [InlineData("derivation.background.logFollowersSpread", "must be given, in [0.01, 10].")]
    [InlineData("reach.knots.0.followers", "must be given, in [1, 10000000000].")]
    [InlineData("reach.knots.1.reachRate", "must be given, in [0.000001, 1].")]
    [InlineData("reach.year", "must be given, in [1900, 2100].")]
    [InlineData("reach.nicheShare", "must be given, in [0.01, 1].")]
    public void Rejects_NumberThatIsNotGiven_SayingSo(string path, string message)
    {
        var fault = Assert.Single(FitModelJson.ReadAndValidate(FitModels.With(path, null)).Faults);
        Assert.Equal((FitModels.Told(path), FaultCode.Required, message), (fault.Path, fault.Code, fault.Message));
    }

    [Fact]
    public void Rejects_MisspeltNumber_AsUnknownAndAsNotGiven() =>
        Assert.Equal(
            [("niche.halv", FaultCode.UnknownField), ("niche.half", FaultCode.Required)],
            FitModelJson.ReadAndValidate(FitModels.Changed(("niche.half", null), ("niche.halv", 0.5))).Faults.Select(fault => (fault.Path, fault.Code)));

    [Fact]
    public void Rejects_PriorThatFalls_TwiceOver()
    {
        var faults = FitModelJson.ReadAndValidate(FitModels.Changed(("size.prior.low", 0.9), ("size.prior.high", 0.1))).Faults;
        Assert.Equal(["size.prior.mean", "size.prior.high"], faults.Select(fault => fault.Path));
    }
}
