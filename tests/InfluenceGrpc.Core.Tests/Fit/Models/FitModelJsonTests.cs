using System.Text;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Tests.Fit.Models;

public sealed class FitModelJsonTests
{
    [Fact]
    public void Read_ThoroughlyWrongFile_ReportsEveryFaultAtOnce()
    {
        var faults = FitModelJson.ReadAndValidate(Bytes("""
            {
              "id": "Not An Id", "version": -1, "titel": "x", "source": "", "year": 1066, "notes": ["", 8], "builtIn": true,
              "presets": [
                { "preset": "WEIGHT_PRESET_LOUD", "weights": { "niche": 2, "reach": 1 } },
                { "preset": 1, "weights": { "niche": 0, "audience": 0, "engagement": 0, "credibility": 0, "affinity": 0, "proximity": 0,
                  "responsiveness": 0, "cost": 0, "concentration": 0, "size": 0 } },
                7
              ],
              "niche": { "half": "small", "prior": { "mean": 0.5, "low": 0.6, "high": 0.4 } },
              "audience": [],
              "engagement": { "benchmark": { "curves": [ { "platform": "PLATFORM_MYSPACE", "basis": 1, "knots": [ { "followers": 0 } ],
                "source": "x", "year": 2020 } ], "shrinkPosts": 5, "defaultSamplePosts": 12, "rateFloor": 0.1 }, "anomalySpreads": -3,
                "prior": 5 },
              "credibility": { "authenticity": { "weight": -1 }, "authenticLow": 0.9, "authenticHigh": 0.8,
                "bands": [ { "followers": 10, "low": 0.3, "high": 0.2 }, { "followers": 10, "high": 0.2 } ] },
              "affinity": null,
              "size": { "prior": { "mean": 0.5, "high": 1 }, "half": 1 },
              "cost": { "steepness": 1, "prior": {}, "benchmarks": [ { "currencyCode": "kr", "costPerEngagement": "NaN", "year": 2024 } ] },
              "derivation": { "maxTopics": 201, "background": { "size": "some", "logFollowersMean": 9, "logFollowersSpread": 1,
                "description": "x", "topics": { "Sport": 0.1, "food": "much", "pet": 0, "travel": 0.1, "travel": 0.2, "art": null } } },
              "reach": { "knots": [ { "followers": "many", "reachRate": 0 }, { "followers": 5, "reachRate": "Infinity", "rate": 1 },
                { "followers": 5, "reachRate": 0.1 } ], "year": 2024, "logSpread": 4, "niche_share": 0 }
            }
            """)).Faults;
        Assert.Equal(
            [
                ("version", FaultCode.WrongType),
                ("notes[1]", FaultCode.WrongType),
                ("presets[0].preset", FaultCode.UnknownValue),
                ("presets[0].weights.reach", FaultCode.UnknownField),
                ("presets[2]", FaultCode.WrongType),
                ("niche.half", FaultCode.WrongType),
                ("audience", FaultCode.WrongType),
                ("engagement.benchmark.curves[0].platform", FaultCode.UnknownValue),
                ("engagement.prior", FaultCode.WrongType),
                ("size.half", FaultCode.UnknownField),
                ("derivation.background.size", FaultCode.WrongType),
                ("derivation.background.topics[\"food\"]", FaultCode.WrongType),
                ("derivation.background.topics[\"travel\"]", FaultCode.Duplicate),
                ("derivation.background.topics[\"art\"]", FaultCode.WrongType),
                ("reach.knots[0].followers", FaultCode.WrongType),
                ("reach.knots[1].rate", FaultCode.UnknownField),
                ("titel", FaultCode.UnknownField),
                ("id", FaultCode.Malformed),
                ("title", FaultCode.Required),
                ("source", FaultCode.Required),
                ("year", FaultCode.OutOfRange),
                ("builtIn", FaultCode.NotAllowed),
                ("notes[0]", FaultCode.Required),
                .. new[] { "audience", "engagement", "credibility", "affinity", "proximity", "responsiveness", "cost", "concentration", "size" }
                    .Select(name => ($"presets[0].weights.{name}", FaultCode.Required)).Prepend(("presets[0].weights.niche", FaultCode.OutOfRange)),
                ("presets[1].weights", FaultCode.Sum),
                ("presets", FaultCode.Required),
                ("niche.prior.mean", FaultCode.NotIncreasing),
                ("niche.prior.high", FaultCode.NotIncreasing),
                ("engagement.benchmark.curves[0].knots[0].medianRate", FaultCode.OutOfRange),
                ("engagement.benchmark.curves[0].knots[0].logSpread", FaultCode.OutOfRange),
                ("engagement.benchmark.curves[0].knots[0].followers", FaultCode.OutOfRange),
                ("engagement.anomalySpreads", FaultCode.OutOfRange),
                ("credibility.authenticity.weight", FaultCode.OutOfRange),
                ("credibility.authenticity.prior", FaultCode.Required),
                ("credibility.saturation", FaultCode.Required),
                ("credibility.disclosure", FaultCode.Required),
                ("credibility.acceptance", FaultCode.Required),
                ("credibility.authenticHigh", FaultCode.NotIncreasing),
                ("credibility.bands[0].high", FaultCode.NotIncreasing),
                ("credibility.bands[1].followers", FaultCode.NotIncreasing),
                ("credibility.decay", FaultCode.Required),
                ("affinity", FaultCode.Required),
                ("proximity", FaultCode.Required),
                ("responsiveness", FaultCode.Required),
                ("cost.benchmarks[0].currencyCode", FaultCode.Malformed),
                ("cost.benchmarks[0].costPerEngagement", FaultCode.NotFinite),
                ("cost.benchmarks[0].source", FaultCode.Required),
                ("concentration", FaultCode.Required),
                ("caution", FaultCode.Required),
                ("derivation.smoothing", FaultCode.Required),
                ("derivation.minLogLift", FaultCode.Required),
                ("derivation.fullLogLift", FaultCode.Required),
                ("derivation.maxTopics", FaultCode.OutOfRange),
                ("derivation.maxBrands", FaultCode.Required),
                ("derivation.minLogSpread", FaultCode.Required),
                ("derivation.background.topics[\"Sport\"]", FaultCode.Malformed),
                ("derivation.background.topics[\"pet\"]", FaultCode.OutOfRange),
                ("derivation.sizeSmoothing", FaultCode.Required),
                ("derivation.sizeSpreadSmoothing", FaultCode.Required),
                ("derivation.fullBrandLogLift", FaultCode.Required),
                ("derivation.minBrandWeight", FaultCode.Required),
                ("reach.knots[0].reachRate", FaultCode.OutOfRange),
                ("reach.knots[1].reachRate", FaultCode.NotFinite),
                ("reach.knots[2].followers", FaultCode.NotIncreasing),
                ("reach.source", FaultCode.Required),
                ("reach.logSpread", FaultCode.OutOfRange),
                ("reach.nicheShare", FaultCode.OutOfRange),
            ],
            faults.Select(fault => (fault.Path, fault.Code)));
        Assert.Contains("AWARENESS, CONVERSION, CREDIBILITY", faults.Single(fault => fault.Path == "presets").Message, StringComparison.Ordinal);
        Assert.All(faults, fault => Assert.EndsWith(".", fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void ReadAndValidate_ItemsOfAnotherType_LeaveThoseAfterThemTheirNumbers()
    {
        var faults = FitModelJson.ReadAndValidate(FitModels.Changed(
            ("notes.0", 5), ("notes.1", ""), ("credibility.bands.1", "none"), ("credibility.bands.2.high", 2))).Faults;
        Assert.Equal(
            [("notes[0]", FaultCode.WrongType), ("credibility.bands[1]", FaultCode.WrongType), ("notes[1]", FaultCode.Required),
                ("credibility.bands[2].high", FaultCode.OutOfRange)],
            faults.Select(fault => (fault.Path, fault.Code)));
    }

    [Fact]
    public void Accepts_ProtoFieldNamesNumbersAsTextAndByteOrderMark()
    {
        var text = Encoding.UTF8.GetString(FitModels.With("id", "mine"))
            .Replace("medianReplyShare\":0.2", "median_reply_share\":\"0.2\"", StringComparison.Ordinal)
            .Replace("\"fashion\":0.349108", "\"fashion\":\"0.349108\"", StringComparison.Ordinal)
            .Replace("\"WEIGHT_PRESET_BALANCED\"", "1", StringComparison.Ordinal);
        var model = FitModelJson.ReadAndValidate(Bytes("\uFEFF" + text)).Value!;
        Assert.Equal(0.2, model.Responsiveness.MedianReplyShare);
        Assert.Equal(0.349108, model.Derivation.Background.Topics["fashion"]);
        Assert.Equal(0.27, model.Presets[WeightPreset.Balanced][FitComponent.Niche]);
    }

    // Topics are a caller's own words: unlike fields, they stay as they are written.
    [Fact]
    public void Numbers_NamesWithUnderscores_AreTakenAsTheyStand()
    {
        var text = Encoding.UTF8.GetString(FitModels.With("id", "mine")).Replace("\"interior\"", "\"home_interior\"", StringComparison.Ordinal);
        var model = FitModelJson.ReadAndValidate(Bytes(text)).Value!;
        Assert.Contains("home_interior", model.Derivation.Background.Topics.Keys);
    }

    [Theory]
    [InlineData("5", "derivation.background.topics", FaultCode.WrongType)]
    [InlineData("{\"\\ud800\":1}", "derivation.background.topics", FaultCode.Malformed)]
    [InlineData("{\"a b\":1}", "derivation.background.topics[\"a b\"]", FaultCode.Malformed)]
    [InlineData("{\"pet\":\"Infinity\"}", "derivation.background.topics[\"pet\"]", FaultCode.NotFinite)]
    [InlineData("{\"pet\":true}", "derivation.background.topics[\"pet\"]", FaultCode.WrongType)]
    public void Rejects_MapThatWillNotDo_AtItsPath(string map, string path, FaultCode code)
    {
        var text = Encoding.UTF8.GetString(FitModels.With("derivation.background.topics", "here")).Replace("\"here\"", map, StringComparison.Ordinal);
        var fault = Assert.Single(FitModelJson.ReadAndValidate(Bytes(text)).Faults);
        Assert.Equal((path, code), (fault.Path, fault.Code));
    }

    [Fact]
    public void Read_FaultInContentOnly_GivesTheDraft()
    {
        var draft = FitModelJson.Read(FitModels.With("niche.half", -1)).Value!;
        Assert.Equal(-1, draft.Niche!.Half);
        Assert.Equal(FaultCode.UnknownField, Assert.Single(FitModelJson.Read(FitModels.With("niche.halves", -1)).Faults).Code);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
