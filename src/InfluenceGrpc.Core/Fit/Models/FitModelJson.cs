using InfluenceGrpc.Core.Creators.Benchmarks;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models.Drafts;
using InfluenceGrpc.Core.Json;

namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Reads a model file: the proto3 JSON mapping of <c>influence.v1.FitModel</c>, strictly.</summary>
public static class FitModelJson
{
    private static readonly ProtoEnumNames<WeightPreset> PresetNames = new("WEIGHT_PRESET_");

    /// <summary>The file's contents unchecked, or every fault in its form: syntax, unknown or repeated fields, wrong types.</summary>
    public static Checked<FitModelDraft> Read(ReadOnlyMemory<byte> utf8)
    {
        var faults = new FaultList();
        var draft = StrictJson.Read(utf8, faults, ReadModel);
        return faults.IsEmpty ? new Checked<FitModelDraft>(draft!) : new Checked<FitModelDraft>(faults.ToList());
    }

    /// <summary>The checked model, or every fault in form and content together. What the form already refused is not refused a
    /// second time for being absent.</summary>
    public static Checked<FitModel> ReadAndValidate(ReadOnlyMemory<byte> utf8) => ReadAndValidate(utf8, builtIn: false);

    internal static Checked<FitModel> ReadAndValidate(ReadOnlyMemory<byte> utf8, bool builtIn) =>
        StrictJson.ReadAndValidate(utf8, ReadModel, draft => FitModelValidator.Validate(draft, builtIn));

    private static FitModelDraft ReadModel(StrictJsonObject json) => new()
    {
        Id = json.Text("id"),
        Version = json.UInt32("version"),
        Title = json.Text("title"),
        Source = json.Text("source"),
        Year = json.UInt32("year"),
        Notes = json.Texts("notes"),
        Presets = json.Objects("presets", preset => new PresetWeightsDraft
        {
            Preset = preset.Enum("preset", PresetNames) ?? WeightPreset.Unspecified,
            Weights = preset.Object("weights", ReadWeights),
        }),
        Niche = json.Object("niche", niche => new NicheRuleDraft { Half = niche.Number("half"), Prior = Prior(niche) }),
        Audience = json.Object("audience", ReadAudience),
        Engagement = json.Object("engagement", engagement => new EngagementRuleDraft
        {
            Benchmark = engagement.Object("benchmark", EngagementBenchmarkJson.Read),
            AnomalySpreads = engagement.Number("anomalySpreads"),
            Prior = Prior(engagement),
        }),
        Credibility = json.Object("credibility", ReadCredibility),
        Affinity = json.Object("affinity", ReadAffinity),
        Proximity = json.Object("proximity", ReadProximity),
        Responsiveness = json.Object("responsiveness", responsiveness => new ResponsivenessRuleDraft
        {
            MedianReplyShare = responsiveness.Number("medianReplyShare"),
            Prior = Prior(responsiveness),
        }),
        Cost = json.Object("cost", ReadCost),
        Concentration = json.Object("concentration", concentration => new ConcentrationRuleDraft
        {
            Categories = concentration.UInt32("categories"),
            Prior = Prior(concentration),
        }),
        Size = json.Object("size", size => new SizeRuleDraft { Prior = Prior(size) }),
        Caution = json.Object("caution", caution => new CautionRuleDraft
        {
            LowCoverage = caution.Number("lowCoverage"),
            LowAuthenticShare = caution.Number("lowAuthenticShare"),
            LowDisclosedShare = caution.Number("lowDisclosedShare"),
            FewPosts = caution.UInt32("fewPosts"),
        }),
        Derivation = json.Object("derivation", ReadDerivation),
        Reach = json.Object("reach", ReadReach),
        BuiltIn = json.Flag("builtIn") ?? false,
    };

    private static ComponentWeightsDraft ReadWeights(StrictJsonObject json) => new()
    {
        Niche = json.Number("niche"),
        Audience = json.Number("audience"),
        Engagement = json.Number("engagement"),
        Credibility = json.Number("credibility"),
        Affinity = json.Number("affinity"),
        Proximity = json.Number("proximity"),
        Responsiveness = json.Number("responsiveness"),
        Cost = json.Number("cost"),
        Concentration = json.Number("concentration"),
        Size = json.Number("size"),
    };

    private static AudienceRuleDraft ReadAudience(StrictJsonObject json) => new()
    {
        Countries = Part(json, "countries"),
        Regions = Part(json, "regions"),
        Languages = Part(json, "languages"),
        Interests = Part(json, "interests"),
        Ages = Part(json, "ages"),
        Genders = Part(json, "genders"),
        FrechetShare = json.Number("frechetShare"),
    };

    private static CredibilityRuleDraft ReadCredibility(StrictJsonObject json) => new()
    {
        Authenticity = Part(json, "authenticity"),
        Saturation = Part(json, "saturation"),
        Disclosure = Part(json, "disclosure"),
        Acceptance = Part(json, "acceptance"),
        AuthenticLow = json.Number("authenticLow"),
        AuthenticHigh = json.Number("authenticHigh"),
        Bands = json.Objects("bands", band => new SponsorshipBandDraft
        {
            Followers = band.UInt64("followers"),
            Low = band.Number("low"),
            High = band.Number("high"),
        }),
        Decay = json.Number("decay"),
        DecayByEngagement = json.Number("decayByEngagement"),
        DecayByConcentration = json.Number("decayByConcentration"),
    };

    private static AffinityRuleDraft ReadAffinity(StrictJsonObject json) => new()
    {
        Passion = Part(json, "passion"),
        Experience = Part(json, "experience"),
        Sentiment = Part(json, "sentiment"),
        Neutrality = Part(json, "neutrality"),
        Kinship = Part(json, "kinship"),
        PassionSmoothing = json.Number("passionSmoothing"),
    };

    private static ProximityRuleDraft ReadProximity(StrictJsonObject json) => new()
    {
        Closeness = Part(json, "closeness"),
        Influence = Part(json, "influence"),
        Experience = Part(json, "experience"),
        Insider = Part(json, "insider"),
        Neutrality = Part(json, "neutrality"),
        DecisionMakerHalf = json.Number("decisionMakerHalf"),
        BrandHalf = json.Number("brandHalf"),
        DetractorSentiment = json.Number("detractorSentiment"),
        DetractorMinMentions = json.UInt32("detractorMinMentions"),
        NeutralityMinMentions = json.UInt32("neutralityMinMentions"),
    };

    private static CostRuleDraft ReadCost(StrictJsonObject json) => new()
    {
        Steepness = json.Number("steepness"),
        Benchmarks = json.Objects("benchmarks", benchmark => new CostBenchmarkDraft
        {
            CurrencyCode = benchmark.Text("currencyCode"),
            CostPerEngagement = benchmark.Number("costPerEngagement"),
            Source = benchmark.Text("source"),
            Year = benchmark.UInt32("year"),
        }),
        Prior = Prior(json),
    };

    private static DerivationRuleDraft ReadDerivation(StrictJsonObject json) => new()
    {
        Smoothing = json.Number("smoothing"),
        MinLogLift = json.Number("minLogLift"),
        FullLogLift = json.Number("fullLogLift"),
        MaxTopics = json.UInt32("maxTopics"),
        MaxBrands = json.UInt32("maxBrands"),
        MinLogSpread = json.Number("minLogSpread"),
        Background = json.Object("background", background => new BackgroundDraft
        {
            Description = background.Text("description"),
            Size = background.UInt64("size"),
            Topics = background.Numbers("topics"),
            LogFollowersMean = background.Number("logFollowersMean"),
            LogFollowersSpread = background.Number("logFollowersSpread"),
        }),
        SizeSmoothing = json.Number("sizeSmoothing"),
        SizeSpreadSmoothing = json.Number("sizeSpreadSmoothing"),
        FullBrandLogLift = json.Number("fullBrandLogLift"),
        MinBrandWeight = json.Number("minBrandWeight"),
    };

    private static ReachRuleDraft ReadReach(StrictJsonObject json) => new()
    {
        Knots = json.Objects("knots", knot => new ReachKnotDraft
        {
            Followers = knot.UInt64("followers"),
            ReachRate = knot.Number("reachRate"),
        }),
        Source = json.Text("source"),
        Year = json.UInt32("year"),
        LogSpread = json.Number("logSpread"),
        CurveLogSpread = json.Number("curveLogSpread"),
        OwnLogSpread = json.Number("ownLogSpread"),
        NicheShare = json.Number("nicheShare"),
    };

    private static PartRuleDraft? Part(StrictJsonObject json, string field) =>
        json.Object(field, part => new PartRuleDraft { Weight = part.Number("weight"), Prior = Prior(part) });

    private static PriorDraft? Prior(StrictJsonObject json) => json.Object("prior", prior => new PriorDraft
    {
        Mean = prior.Number("mean"),
        Low = prior.Number("low"),
        High = prior.Number("high"),
    });
}
