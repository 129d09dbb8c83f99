using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Benchmarks;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Core.Tiers.Drafts;

namespace InfluenceGrpc.Core.Tests.Tiers;

public sealed class TierSchemeValidatorTests
{
    private static readonly TierSchemeDraft Good = TierSchemes.Draft((100, 199), (200, null), (5_000, 9_999));

    /// <summary>What is done to a good draft, and the one fault that must follow.</summary>
    private static readonly Dictionary<string, (TierSchemeDraft Draft, string Path, FaultCode Code)> Cases = new(StringComparer.Ordinal)
    {
        ["id missing"] = (Good with { Id = null }, "id", FaultCode.Required),
        ["id upper case"] = (Good with { Id = "Mine" }, "id", FaultCode.Malformed),
        ["id too long"] = (Good with { Id = new string('a', 65) }, "id", FaultCode.Malformed),
        ["id starts with dash"] = (Good with { Id = "-a" }, "id", FaultCode.Malformed),
        ["version 0"] = (Good with { Version = 0 }, "version", FaultCode.OutOfRange),
        ["title missing"] = (Good with { Title = null }, "title", FaultCode.Required),
        ["title too long"] = (Good with { Title = new string('a', 201) }, "title", FaultCode.TooLong),
        ["source missing"] = (Good with { Source = null }, "source", FaultCode.Required),
        ["document missing"] = (Good with { Source = new() }, "source.document", FaultCode.Required),
        ["uri relative"] = (Good with { Source = new() { Document = "x", Uri = "a/b" } }, "source.uri", FaultCode.Malformed),
        ["uri script"] = (Good with { Source = new() { Document = "x", Uri = "javascript:alert(1)" } }, "source.uri", FaultCode.Malformed),
        ["year early"] = (Good with { Source = new() { Document = "x", Year = 1899 } }, "source.year", FaultCode.OutOfRange),
        ["year late"] = (Good with { Source = new() { Document = "x", Year = 2101 } }, "source.year", FaultCode.OutOfRange),
        ["language"] = (Good with { Source = new() { Document = "x", Language = "english!" } }, "source.language", FaultCode.Malformed),
        ["platform unknown"] = (Good with { Platform = (Platform)77 }, "platform", FaultCode.UnknownValue),
        ["kind missing"] = (Good with { Kind = TierSchemeKind.Unspecified }, "kind", FaultCode.Required),
        ["kind unknown"] = (Good with { Kind = (TierSchemeKind)9 }, "kind", FaultCode.UnknownValue),
        ["built in"] = (Good with { BuiltIn = true }, "builtIn", FaultCode.NotAllowed),
        ["note empty"] = (Good with { Notes = ["fine", ""] }, "notes[1]", FaultCode.Required),
        ["notes too many"] = (Good with { Notes = [.. Enumerable.Repeat("n", 33)] }, "notes", FaultCode.TooMany),
        ["no tiers"] = (Good with { Tiers = [] }, "tiers", FaultCode.Required),
        ["65 tiers"] = (TierSchemes.Draft([.. Enumerable.Range(0, 65).Select(i => ((ulong)i, (ulong?)null))]), "tiers", FaultCode.TooMany),
        ["tier id missing"] = (Tier(1, tier => tier with { Id = "" }), "tiers[1].id", FaultCode.Required),
        ["tier id twice"] = (Tier(1, tier => tier with { Id = "t1" }), "tiers[1].id", FaultCode.Duplicate),
        ["tier label missing"] = (Tier(1, tier => tier with { Label = null }), "tiers[1].label", FaultCode.Required),
        ["tier canonical unknown"] = (Tier(0, tier => tier with { Canonical = (CanonicalTier)7 }), "tiers[0].canonical", FaultCode.UnknownValue),
        ["ordinal contradicts"] = (Tier(1, tier => tier with { Ordinal = 3 }), "tiers[1].ordinal", FaultCode.NotAllowed),
        ["lower missing"] = (Tier(1, tier => tier with { LowerFollowers = null }), "tiers[1].lowerFollowers", FaultCode.Required),
        ["lower equal"] = (Tier(2, tier => tier with { LowerFollowers = 200 }), "tiers[2].lowerFollowers", FaultCode.NotIncreasing),
        ["lower too large"] =
            (Tier(2, tier => tier with { LowerFollowers = FollowerCount.Max + 1, UpperFollowers = null }), "tiers[2].lowerFollowers", FaultCode.OutOfRange),
        ["upper below lower"] = (Tier(2, tier => tier with { UpperFollowers = 4_999 }), "tiers[2].upperFollowers", FaultCode.OutOfRange),
        ["upper on next lower"] = (Tier(0, tier => tier with { UpperFollowers = 200 }), "tiers[0].upperFollowers", FaultCode.Overlap),
        ["upper too large"] =
            (Tier(2, tier => tier with { UpperFollowers = FollowerCount.Max + 1 }), "tiers[2].upperFollowers", FaultCode.OutOfRange),
        ["share in followers kind"] = (Tier(0, tier => tier with { LowerShare = 0.5 }), "tiers[0].lowerShare", FaultCode.NotAllowed),
        ["proximity in followers kind"] =
            (Tier(0, tier => tier with { LowerProximity = 0.5 }), "tiers[0].lowerProximity", FaultCode.NotAllowed),
        ["reference in followers kind"] = (Good with { Reference = new() }, "reference", FaultCode.NotAllowed),
        ["relational in followers kind"] = (Good with { Relational = new() }, "relational", FaultCode.NotAllowed),

        ["percentile without reference"] = (Percentile() with { Reference = null }, "reference", FaultCode.Required),
        ["share missing"] = (PercentileTier(1, tier => tier with { LowerShare = null }), "tiers[1].lowerShare", FaultCode.Required),
        ["share NaN"] = (PercentileTier(1, tier => tier with { LowerShare = double.NaN }), "tiers[1].lowerShare", FaultCode.NotFinite),
        ["share 1"] = (PercentileTier(1, tier => tier with { LowerShare = 1 }), "tiers[1].lowerShare", FaultCode.OutOfRange),
        ["share not increasing"] = (PercentileTier(1, tier => tier with { LowerShare = 0 }), "tiers[1].lowerShare", FaultCode.NotIncreasing),
        ["share beyond quantiles"] = (PercentileTier(1, tier => tier with { LowerShare = 0.95 }), "tiers[1].lowerShare", FaultCode.OutOfRange),
        ["followers contradict"] =
            (PercentileTier(1, tier => tier with { LowerFollowers = 7 }), "tiers[1].lowerFollowers", FaultCode.NotAllowed),
        ["upper in percentile kind"] =
            (PercentileTier(1, tier => tier with { UpperFollowers = 7 }), "tiers[1].upperFollowers", FaultCode.NotAllowed),
        ["one quantile"] = (Quantiles((0.5, 10)), "reference.quantiles", FaultCode.Required),
        ["1,001 quantiles"] =
            (Quantiles([.. Enumerable.Range(0, 1_001).Select(i => (i / 1_000.0, (ulong)i + 1))]), "reference.quantiles", FaultCode.TooMany),
        ["quantile shares fall"] = (Quantiles((0, 1), (0.9, 10), (0.8, 20)), "reference.quantiles[2].share", FaultCode.NotIncreasing),
        ["quantile share NaN"] = (Quantiles((0, 1), (double.NaN, 10)), "reference.quantiles[1].share", FaultCode.NotFinite),
        ["quantile followers equal"] = (Quantiles((0, 1), (0.9, 1)), "reference.quantiles[1].followers", FaultCode.NotIncreasing),
        ["quantile followers 0"] = (Quantiles((0, 0), (0.9, 1)), "reference.quantiles[0].followers", FaultCode.OutOfRange),
        ["population size 0"] =
            (Percentile() with { Reference = Percentile().Reference! with { Size = 0 } }, "reference.size", FaultCode.OutOfRange),
        ["population without description"] =
            (Percentile() with { Reference = Percentile().Reference! with { Description = "" } }, "reference.description", FaultCode.Required),

        ["relational without rule"] = (Relational() with { Relational = null }, "relational", FaultCode.Required),
        ["followers in relational kind"] = (RelationalTier(tier => tier with { LowerFollowers = 5 }), "tiers[0].lowerFollowers", FaultCode.NotAllowed),
        ["proximity missing"] = (RelationalTier(tier => tier with { LowerProximity = null }), "tiers[0].lowerProximity", FaultCode.Required),
        ["proximity 1"] = (RelationalTier(tier => tier with { LowerProximity = 1 }), "tiers[0].lowerProximity", FaultCode.OutOfRange),
        ["decision maker half 0"] = (Rule(rule => rule with { DecisionMakerHalf = 0 }), "relational.decisionMakerHalf", FaultCode.OutOfRange),
        ["decision maker half above 1"] = (Rule(rule => rule with { DecisionMakerHalf = 1.1 }), "relational.decisionMakerHalf", FaultCode.OutOfRange),
        ["brand half infinite"] = (Rule(rule => rule with { BrandHalf = double.PositiveInfinity }), "relational.brandHalf", FaultCode.NotFinite),
        ["detractor above 0"] = (Rule(rule => rule with { DetractorSentiment = 0.1 }), "relational.detractorSentiment", FaultCode.OutOfRange),
        ["detractor mentions 0"] = (Rule(rule => rule with { DetractorMinMentions = 0 }), "relational.detractorMinMentions", FaultCode.OutOfRange),
        ["neutrality mentions 0"] = (Rule(rule => rule with { NeutralityMinMentions = 0 }), "relational.neutralityMinMentions", FaultCode.OutOfRange),
        ["weights missing"] = (Rule(rule => rule with { Weights = null }), "relational.weights", FaultCode.Required),
        ["weights zero"] = (Rule(rule => rule with { Weights = new() { Experience = 1 } }), "relational.weights", FaultCode.Sum),
        ["weight negative"] =
            (Rule(rule => rule with { Weights = rule.Weights! with { Insider = -1 } }), "relational.weights.insider", FaultCode.OutOfRange),
        ["engagement missing"] = (Rule(rule => rule with { Engagement = null }), "relational.engagement", FaultCode.Required),
        ["shrink 0"] = (Benchmark(mark => mark with { ShrinkPosts = 0 }), "relational.engagement.shrinkPosts", FaultCode.OutOfRange),
        ["default sample NaN"] =
            (Benchmark(mark => mark with { DefaultSamplePosts = double.NaN }), "relational.engagement.defaultSamplePosts", FaultCode.NotFinite),
        ["floor 2"] = (Benchmark(mark => mark with { RateFloor = 2 }), "relational.engagement.rateFloor", FaultCode.OutOfRange),
        ["no curves"] = (Benchmark(mark => mark with { Curves = [] }), "relational.engagement.curves", FaultCode.Required),
        ["curve twice"] =
            (Benchmark(mark => mark with { Curves = [mark.Curves![0], mark.Curves[0]] }), "relational.engagement.curves[1]", FaultCode.Duplicate),
        ["curve platform"] =
            (Curve(curve => curve with { Platform = Platform.Unspecified }), "relational.engagement.curves[0].platform", FaultCode.UnknownValue),
        ["curve basis"] = (Curve(curve => curve with { Basis = EngagementBasis.Unspecified }), "relational.engagement.curves[0].basis", FaultCode.UnknownValue),
        ["curve source"] = (Curve(curve => curve with { Source = "" }), "relational.engagement.curves[0].source", FaultCode.Required),
        ["curve year"] = (Curve(curve => curve with { Year = 0 }), "relational.engagement.curves[0].year", FaultCode.OutOfRange),
        ["curve without knots"] = (Curve(curve => curve with { Knots = [] }), "relational.engagement.curves[0].knots", FaultCode.Required),
        ["knot followers 0"] = (Knot(knot => knot with { Followers = 0 }), "relational.engagement.curves[0].knots[0].followers", FaultCode.OutOfRange),
        ["knots equal"] =
            (Curve(curve => curve with { Knots = [curve.Knots![0], curve.Knots[0]] }), "relational.engagement.curves[0].knots[1].followers",
                FaultCode.NotIncreasing),
        ["knot rate 0"] = (Knot(knot => knot with { MedianRate = 0 }), "relational.engagement.curves[0].knots[0].medianRate", FaultCode.OutOfRange),
        ["knot spread NaN"] =
            (Knot(knot => knot with { LogSpread = double.NaN }), "relational.engagement.curves[0].knots[0].logSpread", FaultCode.NotFinite),
    };

    public static TheoryData<string> CaseNames() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Rejects_OneFault_AtItsPath(string name)
    {
        var (draft, path, code) = Cases[name];
        var faults = TierSchemeValidator.Validate(draft).Faults;
        Assert.Equal([(path, code)], faults.Select(fault => (fault.Path, fault.Code)));
        Assert.EndsWith(".", faults[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepts_TheDraftsThatTheCasesStartFrom() =>
        Assert.All([Good, Percentile(), Relational()], draft => Assert.Empty(TierSchemeValidator.Validate(draft).Faults));

    [Fact]
    public void Accepts_ValuesAtTheirLimits()
    {
        var draft = TierSchemes.Draft([.. Enumerable.Range(0, 64).Select(i => ((ulong)i, (ulong?)null))]) with
        {
            Id = new string('a', 64),
            Title = new string('a', 200),
            Notes = [.. Enumerable.Repeat(new string('n', 1_000), 32)],
            Source = new() { Document = new string('a', 1_000), Uri = "https://example.org/a", Year = 2100, Language = "pt-BR" },
        };
        Assert.Empty(TierSchemeValidator.Validate(draft).Faults);
        Assert.Empty(TierSchemeValidator.Validate(TierSchemes.Draft((0, 0), (FollowerCount.Max, FollowerCount.Max))).Faults);
    }

    [Fact]
    public void Accepts_EchoedOutputFields()
    {
        var scheme = TierSchemeValidator.Validate(Percentile()).Value!;
        var echo = Percentile() with
        {
            Tiers = [.. Percentile().Tiers!.Zip(scheme.Tiers, (draft, tier) => draft with { Ordinal = tier.Ordinal, LowerFollowers = tier.LowerFollowers })],
        };
        Assert.Empty(TierSchemeValidator.Validate(echo).Faults);
    }

    [Fact]
    public void Rejects_ManyFaults_AllAtOnce()
    {
        var faults = TierSchemeValidator.Validate(new TierSchemeDraft
        {
            Kind = TierSchemeKind.Followers,
            Tiers =
            [
                new() { Id = "a", Label = "A", LowerFollowers = 100, UpperFollowers = 50 },
                new() { Id = "a", Label = "", LowerFollowers = 90 },
                new() { Id = "B!", Label = "C" },
            ],
        }).Faults;
        Assert.Equal(
            ["id", "version", "title", "source", "tiers[1].id", "tiers[1].label", "tiers[2].id", "tiers[0].upperFollowers",
                "tiers[1].lowerFollowers", "tiers[2].lowerFollowers"],
            faults.Select(fault => fault.Path));
    }

    [Fact]
    public void Validate_GoodDraft_NumbersTiersAndClosesRanges()
    {
        var scheme = TierSchemeValidator.Validate(Good).Value!;
        Assert.Equal([1, 2, 3], scheme.Tiers.Select(tier => (int)tier.Ordinal));
        Assert.Equal([200UL, 5_000UL, 10_000UL], scheme.Tiers.Select(tier => tier.UpperFollowersExclusive));
        Assert.Equal([100UL, 200UL, 5_000UL, 10_000UL], scheme.Bands!.Edges.ToArray());
        Assert.False(scheme.BuiltIn);
    }

    private static TierSchemeDraft Tier(int index, Func<TierDraft, TierDraft> change) => WithTier(Good, index, change);

    private static TierSchemeDraft PercentileTier(int index, Func<TierDraft, TierDraft> change) => WithTier(Percentile(), index, change);

    private static TierSchemeDraft RelationalTier(Func<TierDraft, TierDraft> change) => WithTier(Relational(), 0, change);

    private static TierSchemeDraft WithTier(TierSchemeDraft draft, int index, Func<TierDraft, TierDraft> change) =>
        draft with { Tiers = [.. draft.Tiers!.Select((tier, i) => i == index ? change(tier) : tier)] };

    private static TierSchemeDraft Percentile() => Good with
    {
        Kind = TierSchemeKind.Percentile,
        Tiers = [new() { Id = "low", Label = "Low", LowerShare = 0 }, new() { Id = "high", Label = "High", LowerShare = 0.5 }],
        Reference = new()
        {
            Description = "Test",
            Size = 10,
            Quantiles = [new() { Share = 0, Followers = 1 }, new() { Share = 0.9, Followers = 1_000 }],
        },
    };

    private static TierSchemeDraft Quantiles(params (double Share, ulong Followers)[] quantiles) => Percentile() with
    {
        Reference = Percentile().Reference! with
        {
            Quantiles = [.. quantiles.Select(quantile => new QuantileDraft { Share = quantile.Share, Followers = quantile.Followers })],
        },
    };

    private static TierSchemeDraft Relational() => Good with
    {
        Kind = TierSchemeKind.Relational,
        Tiers = [new() { Id = "in", Label = "In", LowerProximity = 0.5 }],
        Relational = new()
        {
            DecisionMakerHalf = 0.1,
            BrandHalf = 2,
            DetractorSentiment = -0.5,
            DetractorMinMentions = 3,
            NeutralityMinMentions = 3,
            Weights = new() { Closeness = 1, Influence = 1 },
            Engagement = new()
            {
                ShrinkPosts = 5,
                DefaultSamplePosts = 12,
                RateFloor = 0.0001,
                Curves =
                [
                    new()
                    {
                        Platform = Platform.Instagram,
                        Basis = EngagementBasis.Followers,
                        Source = "Test",
                        Year = 2020,
                        Knots = [new() { Followers = 1_000, MedianRate = 0.03, LogSpread = 1 }],
                    },
                ],
            },
        },
    };

    private static TierSchemeDraft Rule(Func<RelationalRuleDraft, RelationalRuleDraft> change) =>
        Relational() with { Relational = change(Relational().Relational!) };

    private static TierSchemeDraft Benchmark(Func<EngagementBenchmarkDraft, EngagementBenchmarkDraft> change) =>
        Rule(rule => rule with { Engagement = change(rule.Engagement!) });

    private static TierSchemeDraft Curve(Func<EngagementCurveDraft, EngagementCurveDraft> change) =>
        Benchmark(mark => mark with { Curves = [change(mark.Curves![0])] });

    private static TierSchemeDraft Knot(Func<EngagementKnotDraft, EngagementKnotDraft> change) =>
        Curve(curve => curve with { Knots = [change(curve.Knots![0])] });
}
