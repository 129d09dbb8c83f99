using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Tiers;
using static InfluenceGrpc.Core.Tests.Fit.Briefs.TestBriefs;

namespace InfluenceGrpc.Core.Tests.Fit.Briefs;

public sealed class BriefFaultsTests
{
    private const string Ordinals = "constraints.tiers.ordinals";

    private static readonly string[] LongName = [new string('æ', 64) + "a"];

    private static readonly Dictionary<string, (BriefDraft Draft, string Path, FaultCode Code)> Cases = new(StringComparer.Ordinal)
    {
        ["nothing at all"] = (new(), "", FaultCode.Required),
        ["nothing but empty parts"] = (new() { Topics = [], Brand = "", RelatedBrands = [], Weights = new() }, "", FaultCode.Required),
        ["constraints alone"] = (new() { Title = "a", Competitors = ["b"], Constraints = new() { MinFollowers = 1 } }, "", FaultCode.Required),
        ["title control"] = (Full with { Title = "a\nb" }, "title", FaultCode.Malformed),
        ["topic upper case"] = (Full with { Topics = Weights(("Sport", 1)) }, "topics[\"Sport\"]", FaultCode.Malformed),
        ["topic negative"] = (Full with { Topics = Weights(("a", 1), ("b", -0.1)) }, "topics[\"b\"]", FaultCode.OutOfRange),
        ["topic above 1"] = (Full with { Topics = Weights(("a", 1.001)) }, "topics[\"a\"]", FaultCode.OutOfRange),
        ["topic NaN"] = (Full with { Topics = Weights(("a", double.NaN)) }, "topics[\"a\"]", FaultCode.NotFinite),
        ["topic infinite"] = (Full with { Topics = Weights(("a", double.PositiveInfinity)) }, "topics[\"a\"]", FaultCode.NotFinite),
        ["topics all 0"] = (Full with { Topics = Weights(("a", 0), ("b", 0)) }, "topics", FaultCode.Sum),
        ["topic twice"] = (Full with { Topics = Weights(("a", 1), ("a", 0.5)) }, "topics[\"a\"]", FaultCode.Duplicate),
        ["audience of nobody"] = (Full with { Audience = new() }, "audience", FaultCode.Required),
        ["audience of empty lists"] = (Full with { Audience = new() { Countries = [], Ages = [], Genders = [] } }, "audience", FaultCode.Required),
        ["country unknown"] = (Audience(a => a with { Countries = Weights(("XX", 1)) }), "audience.countries[\"XX\"]", FaultCode.UnknownValue),
        ["country lower case"] = (Audience(a => a with { Countries = Weights(("no", 1)) }), "audience.countries[\"no\"]", FaultCode.UnknownValue),
        ["countries all 0"] = (Audience(a => a with { Countries = Weights(("NO", 0)) }), "audience.countries", FaultCode.Sum),
        ["region empty"] = (Audience(a => a with { Regions = Weights(("", 1)) }), "audience.regions[\"\"]", FaultCode.Required),
        ["region control"] = (Audience(a => a with { Regions = Weights(("a\u0001", 1)) }), "audience.regions[\"a\\u0001\"]", FaultCode.Malformed),
        ["language"] = (Audience(a => a with { Languages = Weights(("norsk!", 1)) }), "audience.languages[\"norsk!\"]", FaultCode.Malformed),
        ["language twice"] =
            (Audience(a => a with { Languages = Weights(("pt-BR", 1), ("PT-br", 0.5)) }), "audience.languages[\"PT-br\"]", FaultCode.Duplicate),
        ["interest"] = (Audience(a => a with { Interests = Weights(("a//b", 1)) }), "audience.interests[\"a//b\"]", FaultCode.Malformed),
        ["age missing"] = (Audience(a => a with { Ages = [(AgeBand.Unspecified, 1)] }), "audience.ages[0].band", FaultCode.Required),
        ["age unknown"] = (Audience(a => a with { Ages = [(AgeBand.From65, 1), ((AgeBand)8, 1)] }), "audience.ages[1].band", FaultCode.UnknownValue),
        ["age negative number"] = (Audience(a => a with { Ages = [((AgeBand)(-1), 1)] }), "audience.ages[0].band", FaultCode.UnknownValue),
        ["age twice"] =
            (Audience(a => a with { Ages = [(AgeBand.From65, 1), (AgeBand.From65, 1)] }), "audience.ages[1].band", FaultCode.Duplicate),
        ["age twice, first 0"] =
            (Audience(a => a with { Ages = [(AgeBand.From65, 0), (AgeBand.From65, 1)] }), "audience.ages[1].band", FaultCode.Duplicate),
        ["age weight"] =
            (Audience(a => a with { Ages = [(AgeBand.From65, 1), (AgeBand.From13To17, 1), (AgeBand.From18To24, 2)] }), "audience.ages[2].weight", FaultCode.OutOfRange),
        ["ages all 0"] = (Audience(a => a with { Ages = [(AgeBand.From65, 0)] }), "audience.ages", FaultCode.Sum),
        ["gender NaN"] = (Audience(a => a with { Genders = [(Gender.Male, double.NaN)] }), "audience.genders[0].weight", FaultCode.NotFinite),
        ["gender unknown"] = (Audience(a => a with { Genders = [((Gender)4, 1)] }), "audience.genders[0].gender", FaultCode.UnknownValue),
        ["brand control"] = (Full with { Brand = "a\tb" }, "brand", FaultCode.Malformed),
        ["competitor empty"] = (Full with { Competitors = ["a", ""] }, "competitors[1]", FaultCode.Required),
        ["competitor long"] = (Full with { Competitors = LongName }, "competitors[0]", FaultCode.TooLong),
        ["competitor twice"] = (Full with { Competitors = ["a", "b", "a"] }, "competitors[2]", FaultCode.Duplicate),
        ["competitor is the brand"] = (Full with { Competitors = ["a", "Fjell"] }, "competitors[1]", FaultCode.Duplicate),
        ["related is the brand"] = (Full with { RelatedBrands = Weights(("Fjell", 1)) }, "relatedBrands[\"Fjell\"]", FaultCode.Duplicate),
        ["related competes"] = (Full with { RelatedBrands = Weights(("Alfa", 1)) }, "relatedBrands[\"Alfa\"]", FaultCode.Duplicate),
        ["related empty"] = (Full with { RelatedBrands = Weights(("", 1)) }, "relatedBrands[\"\"]", FaultCode.Required),
        ["related all 0"] = (Full with { RelatedBrands = Weights(("a", 0)) }, "relatedBrands", FaultCode.Sum),
        ["deliverable missing"] = (Cost(c => c with { Deliverable = Deliverable.Unspecified }), "cost.deliverable", FaultCode.Required),
        ["deliverable unknown"] = (Cost(c => c with { Deliverable = (Deliverable)7 }), "cost.deliverable", FaultCode.UnknownValue),
        ["currency missing"] = (Cost(c => c with { CurrencyCode = "" }), "cost.currencyCode", FaultCode.Required),
        ["currency missing, benchmark wanted"] =
            (Cost(c => c with { CurrencyCode = null, ReferenceCostPerEngagement = null }), "cost.currencyCode", FaultCode.Required),
        ["currency"] = (Cost(c => c with { CurrencyCode = "nok" }), "cost.currencyCode", FaultCode.Malformed),
        ["currency without benchmark"] =
            (Cost(c => c with { CurrencyCode = "SEK", ReferenceCostPerEngagement = null }), "cost.referenceCostPerEngagement", FaultCode.Required),
        ["reference 0"] = (Cost(c => c with { ReferenceCostPerEngagement = 0 }), "cost.referenceCostPerEngagement", FaultCode.OutOfRange),
        ["reference infinite"] =
            (Cost(c => c with { ReferenceCostPerEngagement = double.PositiveInfinity }), "cost.referenceCostPerEngagement", FaultCode.NotFinite),
        ["maximum negative"] = (Cost(c => c with { MaximumPrice = -0.01 }), "cost.maximumPrice", FaultCode.OutOfRange),
        ["size missing"] = (Size(0, 1), "size.followers", FaultCode.Required),
        ["size NaN"] = (Size(double.NaN, 1), "size.followers", FaultCode.NotFinite),
        ["spread missing"] = (Size(10, 0), "size.logSpread", FaultCode.Required),
        ["platform unspecified"] = (Constraints(c => c with { Platforms = [Platform.Unspecified] }), "constraints.platforms[0]", FaultCode.UnknownValue),
        ["platform unknown"] = (Constraints(c => c with { Platforms = [Platform.X, (Platform)11] }), "constraints.platforms[1]", FaultCode.UnknownValue),
        ["platform twice"] = (Constraints(c => c with { Platforms = [Platform.X, Platform.X] }), "constraints.platforms[1]", FaultCode.Duplicate),
        ["scheme missing"] = (WithTiers("", [1]), "constraints.tiers.schemeId", FaultCode.Required),
        ["scheme unknown"] = (WithTiers("nobodys", [64]), "constraints.tiers.schemeId", FaultCode.UnknownValue),
        ["ordinals missing"] = (WithTiers("no-1k-10k", []), Ordinals, FaultCode.Required),
        ["ordinal unknown"] = (WithTiers("no-1k-10k", [0, 4]), $"{Ordinals}[1]", FaultCode.UnknownValue),
        ["ordinal huge"] = (WithTiers("no-1k-10k", [uint.MaxValue]), $"{Ordinals}[0]", FaultCode.UnknownValue),
        ["ordinal twice"] = (WithTiers("no-1k-10k", [1, 1]), $"{Ordinals}[1]", FaultCode.Duplicate),
        ["no tier below the minimum"] = (WithTiers("no-1k-10k", [1], min: 10_001), Ordinals, FaultCode.OutOfRange),
        ["no tier above the maximum"] = (WithTiers("no-1k-10k", [2, 3], max: 10_000), Ordinals, FaultCode.OutOfRange),
        ["no tier between"] = (WithTiers("no-1k-10k", [0, 3], 1_000, 999_999), Ordinals, FaultCode.OutOfRange),
        ["nobody without a tier"] = (WithTiers("fi-under-10k", [0], max: 9_999), Ordinals, FaultCode.OutOfRange),
        ["nobody under this platform"] = (WithTiers("klear", [1, 2], null, null, Platform.TikTok), Ordinals, FaultCode.OutOfRange),
        ["everybody under this platform"] = (WithTiers("klear", [0], null, null, Platform.Instagram), Ordinals, FaultCode.OutOfRange),
        ["minimum"] = (Constraints(c => c with { MinFollowers = FollowerCount.Max + 1, MaxFollowers = null }), "constraints.minFollowers", FaultCode.OutOfRange),
        ["maximum"] = (Constraints(c => c with { MaxFollowers = FollowerCount.Max + 1 }), "constraints.maxFollowers", FaultCode.OutOfRange),
        ["minimum above maximum"] = (Constraints(c => c with { MinFollowers = 50_001 }), "constraints.maxFollowers", FaultCode.OutOfRange),
        ["authentic"] = (Constraints(c => c with { MinAuthenticShare = 1.1 }), "constraints.minAuthenticShare", FaultCode.OutOfRange),
        ["constraint language"] = (Constraints(c => c with { Languages = ["nb", "n"] }), "constraints.languages[1]", FaultCode.Malformed),
        ["constraint language twice"] = (Constraints(c => c with { Languages = ["nb", "NB"] }), "constraints.languages[1]", FaultCode.Duplicate),
        ["language share"] = (Constraints(c => c with { MinLanguageShare = -0.1 }), "constraints.minLanguageShare", FaultCode.OutOfRange),
        ["language share of nothing"] = (Constraints(c => c with { Languages = [] }), "constraints.minLanguageShare", FaultCode.NotAllowed),
        ["excluded id"] = (Constraints(c => c with { ExcludedCreatorIds = ["a", "b\u0007"] }), "constraints.excludedCreatorIds[1]", FaultCode.Malformed),
        ["excluded id not UTF-8"] = (Constraints(c => c with { ExcludedCreatorIds = ["\uFFFD"] }), "constraints.excludedCreatorIds[0]", FaultCode.Malformed),
        ["excluded twice"] = (Constraints(c => c with { ExcludedCreatorIds = ["a", "a"] }), "constraints.excludedCreatorIds[1]", FaultCode.Duplicate),
        ["price without cost"] = (Full with { Cost = null }, "constraints.priceRequired", FaultCode.NotAllowed),
        ["flag unspecified"] =
            (Constraints(c => c with { ToleratedSafetyFlags = [SafetyFlag.Unspecified] }), "constraints.toleratedSafetyFlags[0]", FaultCode.UnknownValue),
        ["flag unknown"] =
            (Constraints(c => c with { ToleratedSafetyFlags = [(SafetyFlag)13] }), "constraints.toleratedSafetyFlags[0]", FaultCode.UnknownValue),
        ["flag twice"] =
            (Constraints(c => c with { ToleratedSafetyFlags = [SafetyFlag.Arms, SafetyFlag.Arms] }), "constraints.toleratedSafetyFlags[1]", FaultCode.Duplicate),
        ["preset"] = (Full with { Preset = (WeightPreset)5 }, "preset", FaultCode.UnknownValue),
        ["weight above 1"] = (Full with { Weights = new() { Engagement = 1.5 } }, "weights.engagement", FaultCode.OutOfRange),
        ["weight NaN"] = (Full with { Weights = new() { Proximity = double.NaN } }, "weights.proximity", FaultCode.NotFinite),
        ["weight NaN, not asked for"] = (Topics with { Weights = new() { Size = double.NaN } }, "weights.size", FaultCode.NotFinite),
        ["weight of no topics"] = (Full with { Topics = [], Weights = new() { Niche = 0.1 } }, "weights.niche", FaultCode.NotAllowed),
        ["weight of no audience"] = (Topics with { Weights = new() { Audience = 0.1 } }, "weights.audience", FaultCode.NotAllowed),
        ["weight of no brand"] = (Topics with { Competitors = ["a"], Weights = new() { Affinity = 0.1 } }, "weights.affinity", FaultCode.NotAllowed),
        ["weight of no cost"] = (Topics with { Weights = new() { Cost = 0.1 } }, "weights.cost", FaultCode.NotAllowed),
        ["weight of no size"] = (Topics with { Weights = new() { Size = 0.1 } }, "weights.size", FaultCode.NotAllowed),
        ["no weight left"] =
            (Topics with
            {
                Weights = new() { Niche = 0, Engagement = 0, Credibility = 0, Proximity = 0, Responsiveness = 0, Concentration = 0 },
            },
            "weights", FaultCode.Sum),
        ["policy"] = (Full with { MissingPolicy = (MissingPolicy)4 }, "missingPolicy", FaultCode.UnknownValue),
    };

    public static TheoryData<string> CaseNames() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Validate_OneFault_IsToldAtItsPath(string name)
    {
        var (draft, path, code) = Cases[name];

        var read = Check(draft);

        Assert.Null(read.Value);
        Assert.Equal([(path, code)], read.Faults.Select(fault => (fault.Path, fault.Code)));
    }

    [Fact]
    public void Validate_TwentyFaults_TellsAllInTheOrderOfTheContract()
    {
        var reading = new FaultList();
        reading.Add("campaignStart", FaultCode.OutOfRange, "must be a time in the years 1 to 9999.");
        var draft = new BriefDraft
        {
            Title = new string('a', 201),
            Topics = Weights(("Sport", 2), ("b", 0)),
            Audience = new()
            {
                Countries = Weights(("XX", 1), ("NO", double.NaN)),
                Languages = Weights(("nb", 0), ("NB", 0)),
                Ages = [((AgeBand)9, 1), (AgeBand.From65, -1)],
            },
            Brand = "Fjell",
            Competitors = ["Fjell", "Alfa"],
            RelatedBrands = Weights(("Fjell", 1), ("Alfa", 1)),
            Cost = new() { CurrencyCode = "XYZ", MaximumPrice = -1 },
            Constraints = new() { MinFollowers = 2, MaxFollowers = 1, MinLanguageShare = 0.5 },
            Weights = new() { Size = 1, Engagement = -1 },
        };

        var faults = BriefValidator.Validate(draft, TestModels.Plain(), TierSchemeCatalog.BuiltIn, reading).Faults;

        Assert.Equal(
            ["campaignStart", "title", "topics[\"Sport\"]", "topics[\"Sport\"]", "audience.countries[\"XX\"]", "audience.countries[\"NO\"]",
                "audience.languages[\"NB\"]", "audience.languages", "audience.ages[0].band", "audience.ages[1].weight", "competitors[0]",
                "relatedBrands[\"Fjell\"]", "relatedBrands[\"Alfa\"]", "cost.deliverable", "cost.referenceCostPerEngagement",
                "cost.maximumPrice", "constraints.maxFollowers", "constraints.minLanguageShare", "weights.engagement", "weights.size"],
            faults.Select(fault => fault.Path));
    }

    [Fact]
    public void Validate_FaultFoundWhileReading_MakesAValidBriefInvalid()
    {
        var reading = new FaultList();
        reading.Add("campaignStart", FaultCode.OutOfRange, "must be a time in the years 1 to 9999.");

        var read = BriefValidator.Validate(Full, TestModels.Plain(), TierSchemeCatalog.BuiltIn, reading);

        Assert.Equal("campaignStart", Assert.Single(read.Faults).Path);
        Assert.Null(read.Value);
    }

    // A fault in what is asked for is told there, not once more as a weight for nothing.
    [Fact]
    public void Validate_FaultyPartWithAWeight_IsToldOnce()
    {
        var faults = Check(Full with { Topics = Weights(("A", 1)), Weights = new() { Niche = 1 } }).Faults;

        Assert.Equal("topics[\"A\"]", Assert.Single(faults).Path);
    }

    [Fact]
    public void Validate_CurrencyWithoutBenchmark_SaysWhichThereAre()
    {
        var fault = Assert.Single(Check(Cost(c => c with { CurrencyCode = "SEK", ReferenceCostPerEngagement = null })).Faults);

        Assert.Equal("must be given: the model has no benchmark in SEK; it has NOK, EUR.", fault.Message);
    }
}
