using System.Text.Json.Nodes;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Tests.Fit.Models;

public sealed class FitModelValidatorTests
{
    /// <summary>Every object of a model: without it, one fault in its place.</summary>
    private static readonly string[] RequiredObjects =
    [
        "niche", "niche.prior", "audience", "audience.countries", "audience.regions", "audience.languages", "audience.interests",
        "audience.ages", "audience.genders", "audience.genders.prior", "engagement", "engagement.benchmark", "engagement.prior",
        "credibility", "credibility.authenticity", "credibility.saturation", "credibility.disclosure", "credibility.acceptance",
        "credibility.bands", "affinity", "affinity.passion", "affinity.experience", "affinity.sentiment", "affinity.neutrality",
        "affinity.kinship", "proximity", "proximity.closeness", "proximity.influence", "proximity.experience", "proximity.insider",
        "proximity.neutrality", "responsiveness", "responsiveness.prior", "cost", "cost.prior", "concentration", "concentration.prior",
        "size", "size.prior", "caution", "derivation", "derivation.background", "presets", "id", "title", "source",
        "presets.0.preset", "presets.1.weights", "presets.2.weights.niche", "presets.3.weights.size", "cost.benchmarks.0.currencyCode",
        "cost.benchmarks.0.source", "derivation.background.description", "reach", "reach.knots", "reach.source",
    ];

    public static TheoryData<string> Objects => [.. RequiredObjects];

    [Theory]
    [MemberData(nameof(Objects))]
    public void Rejects_WithoutARequiredField_AtItsPath(string path)
    {
        var faults = FitModelJson.ReadAndValidate(FitModels.With(path, null)).Faults;

        // Without its preset, a preset's weights are no one's: that the preset lacks is told too.
        Assert.Contains((FitModels.Told(path), FaultCode.Required), faults.Select(fault => (fault.Path, fault.Code)));
        Assert.All(faults, fault => Assert.True(fault.Path == FitModels.Told(path) || (path == "presets.0.preset" && fault.Path == "presets"), fault.Path));
    }

    [Theory]
    [InlineData("affinity", "passion experience sentiment neutrality kinship")]
    [InlineData("audience", "countries regions languages interests ages genders")]
    [InlineData("credibility", "authenticity saturation disclosure acceptance")]
    [InlineData("proximity", "closeness influence")]
    [InlineData("presets.2.weights", "niche audience engagement credibility affinity proximity responsiveness cost concentration size")]
    public void Rejects_WeightsThatAreAllZero_AndAcceptsOne(string place, string names)
    {
        var fields = names.Split(' ').Select(name => place.EndsWith("weights", StringComparison.Ordinal) ? name : name + ".weight").ToArray();
        var zeros = fields.Select(field => ($"{place}.{field}", (JsonNode?)0.0)).ToArray();

        var fault = Assert.Single(FitModelJson.ReadAndValidate(FitModels.Changed(zeros)).Faults);
        Assert.Equal((FitModels.Told(place), FaultCode.Sum), (fault.Path, fault.Code));

        zeros[^1].Item2 = 0.001;
        Assert.Empty(FitModelJson.ReadAndValidate(FitModels.Changed(zeros)).Faults);
    }

    // The usual cost of an engagement within the target is divided by it; elsewhere a mean of 0 is a mean like any other.
    [Fact]
    public void Rejects_UsualShareOfAnAudienceThatIsNone()
    {
        Assert.Empty(FitModelJson.ReadAndValidate(FitModels.Changed(("audience.regions.prior.mean", 0.000001))).Faults);
        var fault = Assert.Single(FitModelJson.ReadAndValidate(FitModels.Changed(("audience.regions.prior.mean", 0.0))).Faults);
        Assert.Equal(("audience.regions.prior.mean", "must lie in [0.000001, 1]; got 0."), (fault.Path, fault.Message));
        Assert.Empty(FitModelJson.ReadAndValidate(FitModels.Changed(("affinity.passion.prior.mean", 0.0))).Faults);
    }

    [Theory]
    [InlineData("notes", 32, "notes")]
    [InlineData("credibility.bands", 64, "credibility.bands")]
    [InlineData("cost.benchmarks", 64, "cost.benchmarks")]
    [InlineData("derivation.background.topics", 1_000, "derivation.background.topics")]
    [InlineData("reach.knots", 64, "reach.knots")]
    public void List_OnePastItsLimit_IsRefused(string path, int limit, string told)
    {
        Assert.Empty(FitModelJson.ReadAndValidate(FitModels.With(path, Many(path, limit))).Faults);
        var fault = Assert.Single(FitModelJson.ReadAndValidate(FitModels.With(path, Many(path, limit + 1))).Faults);
        Assert.Equal((told, FaultCode.TooMany), (fault.Path, fault.Code));
    }

    [Theory]
    [InlineData("id", 64, FaultCode.Malformed)]
    [InlineData("title", 200, FaultCode.TooLong)]
    [InlineData("source", 1_000, FaultCode.TooLong)]
    [InlineData("notes.3", 1_000, FaultCode.TooLong)]
    [InlineData("cost.benchmarks.0.source", 500, FaultCode.TooLong)]
    [InlineData("derivation.background.description", 1_000, FaultCode.TooLong)]
    [InlineData("reach.source", 1_000, FaultCode.TooLong)]
    public void Text_OnePastItsLimit_IsRefused(string path, int limit, FaultCode code)
    {
        Assert.Empty(FitModelJson.ReadAndValidate(FitModels.With(path, new string('a', limit))).Faults);
        var fault = Assert.Single(FitModelJson.ReadAndValidate(FitModels.With(path, new string('a', limit + 1))).Faults);
        Assert.Equal((FitModels.Told(path), code), (fault.Path, fault.Code));
    }

    [Theory]
    [InlineData("cost.benchmarks.0.currencyCode", "usd", "cost.benchmarks[0].currencyCode", FaultCode.Malformed)]
    [InlineData("cost.benchmarks.0.currencyCode", "USDT", "cost.benchmarks[0].currencyCode", FaultCode.Malformed)]
    [InlineData("presets.1.preset", "WEIGHT_PRESET_UNSPECIFIED", "presets[1].preset", FaultCode.Required)]
    [InlineData("presets.1.preset", "WEIGHT_PRESET_CONVERSION", "presets[2].preset", FaultCode.Duplicate)]
    [InlineData("title", "two\nlines", "title", FaultCode.Malformed)]
    [InlineData("reach.source", "two\nlines", "reach.source", FaultCode.Malformed)]
    [InlineData("id", "Mine", "id", FaultCode.Malformed)]
    public void Rejects_TextThatWillNotDo_AtItsPath(string path, string text, string told, FaultCode code) =>
        Assert.Contains((told, code), FitModelJson.ReadAndValidate(FitModels.With(path, text)).Faults.Select(fault => (fault.Path, fault.Code)));

    [Fact]
    public void Rejects_CurrencyTwice()
    {
        var benchmark = JsonNode.Parse("""{ "currencyCode": "NOK", "costPerEngagement": 1, "source": "x", "year": 2024 }""")!;
        var fault = Assert.Single(FitModelJson.ReadAndValidate(
            FitModels.With("cost.benchmarks", new JsonArray(benchmark, benchmark.DeepClone()))).Faults);
        Assert.Equal(("cost.benchmarks[1].currencyCode", FaultCode.Duplicate), (fault.Path, fault.Code));
    }

    [Fact]
    public void Accepts_NoCostBenchmarkAndNoBackgroundTopic()
    {
        var model = FitModelJson.ReadAndValidate(FitModels.Changed(("cost.benchmarks", null), ("derivation.background.topics", null))).Value!;
        Assert.Empty(model.Cost.Benchmarks);
        Assert.Empty(model.Derivation.Background.Topics);
    }

    [Fact]
    public void Accepts_NoSpreadOfReach_AsNone()
    {
        var rule = FitModelJson.ReadAndValidate(
            FitModels.Changed(("reach.logSpread", null), ("reach.curveLogSpread", null), ("reach.ownLogSpread", null))).Value!.Reach;
        Assert.Equal((0, 0, 0, 0.2), (rule.LogSpread, rule.CurveLogSpread, rule.OwnLogSpread, rule.NicheShare));
    }

    [Fact]
    public void Rejects_NoKnotsOfReach_AsNotGiven()
    {
        var fault = Assert.Single(FitModelJson.ReadAndValidate(FitModels.With("reach.knots", new JsonArray())).Faults);
        Assert.Equal(("reach.knots", FaultCode.Required, "must hold 1 to 64 knots; got 0."), (fault.Path, fault.Code, fault.Message));
    }

    [Fact]
    public void Rejects_BuiltInClaimOfAFile() =>
        Assert.Equal(("builtIn", FaultCode.NotAllowed),
            Assert.Single(FitModelJson.ReadAndValidate(FitModels.With("builtIn", true)).Faults) is { } fault ? (fault.Path, fault.Code) : default);

    [Fact]
    public void Validate_AnEmptyDraft_TellsEverythingThatLacks() =>
        Assert.Equal(
            ["id", "version", "title", "source", "year", "presets", "niche", "audience", "engagement", "credibility", "affinity", "proximity",
                "responsiveness", "cost", "concentration", "size", "caution", "derivation", "reach"],
            FitModelValidator.Validate(new()).Faults.Select(fault => fault.Path));

    [Fact]
    public void Validate_GoodModel_EvidenceOfProximityIsThatOfTheRule()
    {
        var model = FitModels.Own("mine");
        var evidence = model.Proximity.Evidence;
        Assert.Same(model.Engagement.Benchmark, evidence.Engagement);
        Assert.Equal(
            [model.Proximity.Closeness.Weight, model.Proximity.Influence.Weight, model.Proximity.Experience.Weight,
                model.Proximity.Insider.Weight, model.Proximity.Neutrality.Weight],
            [evidence.Weights.Closeness, evidence.Weights.Influence, evidence.Weights.Experience, evidence.Weights.Insider,
                evidence.Weights.Neutrality]);
        Assert.Equal((0.1, 2.0, -0.5, 3u, 3u), (evidence.DecisionMakerHalf, evidence.BrandHalf, evidence.DetractorSentiment,
            evidence.DetractorMinMentions, evidence.NeutralityMinMentions));
    }

    [Fact]
    public void Validate_TopicsInAnyOrder_AreSorted()
    {
        var topics = JsonNode.Parse("""{ "pet": 0.1, "beauty": 0.2, "food/baking": 0.3, "food": 0.4 }""");
        var model = FitModelJson.ReadAndValidate(FitModels.With("derivation.background.topics", topics)).Value!;
        Assert.Equal(["beauty", "food", "food/baking", "pet"], model.Derivation.Background.Topics.Keys);
        Assert.Equal(0.3, model.Derivation.Background.Topics["food/baking"]);
    }

    private static JsonNode Many(string path, int count)
    {
        if (path.EndsWith("topics", StringComparison.Ordinal))
        {
            return new JsonObject(Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"t{i}", (JsonNode?)0.5)));
        }

        return new JsonArray([.. Enumerable.Range(0, count).Select(i => path switch
        {
            "notes" => (JsonNode)"A note.",
            "credibility.bands" => new JsonObject { ["followers"] = i + 1, ["high"] = 0.5 },
            "reach.knots" => new JsonObject { ["followers"] = i + 1, ["reachRate"] = 0.5 },
            _ => new JsonObject
            {
                ["currencyCode"] = $"X{(char)('A' + (i / 26))}{(char)('A' + (i % 26))}",
                ["costPerEngagement"] = 1,
                ["source"] = "x",
                ["year"] = 2024,
            },
        })]);
    }
}
