using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Derivation;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Tests.Fit.Derivation;

/// <summary>Cases reckoned by hand, with the constants of the test model: smoothing 10, a background of 100 creators of whom sport
/// has a share of 0.5, ln(followers) of mean 9 and spread 2.</summary>
public sealed class BriefDerivationTests
{
    private static readonly FitModel Model = TestModels.Plain();
    private static readonly DerivationRule Rule = Model.Derivation;

    private static int next;

    [Fact]
    public void Topics_OfTheModelsBackground_WeighByTheirSmoothedLift()
    {
        var derived = Derive([Topics(("sport", 0.5f), ("food", 0.5f)), Topics(("food", 0.25f), ("sport", 0.5f)), Topics(("food", 0.75f)), new()]);

        // Three examples tell. Food, not in the background: (3·0.5 + 10/101) / (13/101). Sport: (3·1/3 + 10·0.5) / (13·0.5).
        var food = ((3 * 0.5) + (10.0 / 101)) / (13.0 / 101);
        var sport = 6 / 6.5;
        Assert.Equal(["food", "sport"], derived.Brief.Topics!.Select(topic => topic.Key));
        Close([food / (1 + food) * 3 / 5, sport / (1 + sport) * 2 / 4], derived.Brief.Topics!.Select(topic => topic.Value));
        var evidence = Part(derived, "topics");
        Assert.Equal((3, true), (evidence.Examples, evidence.Included));
        Close([0.5, 0, Math.Log(food), 1.0 / 3, 0.5, Math.Log(sport)],
            evidence.Lifts.SelectMany(lift => new[] { lift.Share, lift.BackgroundShare, lift.LogLift }));
        Assert.Equal((4, 0), (derived.Examples, derived.Background));
    }

    [Fact]
    public void Topics_OfOneExampleAlone_CountWhereTheBackgroundHasThem()
    {
        var derived = Derive([Topics(("sport", 1)), Topics(("knitting", 1)), Topics(("food", 1)), Topics(("food", 1))]);

        Assert.Equal(["food", "sport"], derived.Brief.Topics!.Select(topic => topic.Key));
    }

    // All are as rare in the background: what many examples have counts for more.
    [Fact]
    public void Topics_OfMoreExamples_WeighMore()
    {
        var derived = Derive([Topics(("a", 0.2f), ("b", 0.2f)), Topics(("a", 0.2f), ("b", 0.2f)), Topics(("a", 0.2f), ("c", 0.2f))], [Topics(("c", 0.001f))]);

        Assert.Equal(["a", "b", "c"], derived.Brief.Topics!.Select(topic => topic.Key));
        Assert.Equal(derived.Brief.Topics!.Select(topic => topic.Value).OrderDescending(), derived.Brief.Topics!.Select(topic => topic.Value));
        Assert.True(derived.Brief.Topics!.First().Value < 3.0 / 5);
    }

    [Fact]
    public void Topics_MoreThanAreTakenUp_AreTheStrongestAndTiesGoByTheKey()
    {
        var profile = Topics(("a", 0.1f), ("b", 0.4f), ("c", 0.1f), ("d", 0.4f));
        var derived = Derive([profile, profile, profile], rule: Rule with { MaxTopics = 3 });

        Assert.Equal(["b", "d", "a"], derived.Brief.Topics!.Select(topic => topic.Key));
        Assert.Equal("3 examples tell their topics; 3 of 4 are taken up.", Part(derived, "topics").Sentence);
    }

    [Fact]
    public void Topics_OwnBackground_TakesThePlaceOfTheModels()
    {
        var examples = new[] { Topics(("food", 1)), Topics(("food", 1)), Topics(("sport", 1)) };
        var derived = Derive(examples, [Topics(("food", 1)), Topics(("travel", 1)), new(), Topics(("food", 0.5f), ("travel", 0.5f))]);

        // Food: two thirds of the examples, half of the background's three that tell; sport: not in a background of four.
        var food = ((3 * (2.0 / 3)) + (10 * 0.5)) / (13 * 0.5);
        Close([food / (1 + food) * 2 / 4], derived.Brief.Topics!.Select(topic => topic.Value));
        Assert.Equal(["food"], derived.Brief.Topics!.Select(topic => topic.Key));
        Assert.Equal(4, derived.Background);
    }

    [Fact]
    public void RelatedBrands_MentionedKindly_WeighByTheirLogLift()
    {
        var derived = Derive(
            [
                Brands(("Fjell", 3, null), ("Bekk", 1, 0.5), ("Own", 9, 1)),
                Brands(("Fjell", 1, 0), ("Bekk", 1, -0.1), ("Silent", 0, 1)),
                Brands(("Fjell", 2, null)),
                new(),
            ],
            brand: "Own",
            rule: Rule with { FullBrandLogLift = 8 });

        // Of three that tell of brands: Fjell with all, Bekk unkindly with one and so with a third.
        double Weight(double share) => Math.Log(((3 * share) + (10.0 / 101)) / (13.0 / 101)) / 8;
        Assert.Equal(["Fjell", "Bekk"], derived.Brief.RelatedBrands!.Select(brand => brand.Key));
        Close([Weight(1), Weight(1.0 / 3)], derived.Brief.RelatedBrands!.Select(brand => brand.Value));
        Assert.Equal("Own", derived.Brief.Brand);
        Assert.Equal(3, Part(derived, "relatedBrands").Examples);
    }

    [Fact]
    public void RelatedBrands_WeakOnes_AreLeftOutAndStrongOnesNeverCertain()
    {
        var profile = Brands(("Fjell", 1, null));
        var certain = Derive([profile, profile, profile], rule: Rule with { FullBrandLogLift = 0.1 });
        var weak = Derive([profile, profile, profile], [profile, profile, profile]);

        Assert.Equal(0.999, Assert.Single(certain.Brief.RelatedBrands!).Value);
        Assert.Null(weak.Brief.RelatedBrands);
        Assert.False(Part(weak, "relatedBrands").Included);
        Assert.Equal("Fjell", Assert.Single(Part(weak, "relatedBrands").Lifts).Key);
    }

    [Fact]
    public void Size_OfExamples_LeansTowardsTheBackground()
    {
        var derived = Derive([Sized(1_000), Sized(100_000), Sized(10_000), new()]);

        double[] logs = [Math.Log(1_000), Math.Log(100_000), Math.Log(10_000)];
        var mean = (logs.Sum() + (2 * 9)) / 5;
        var variance = (logs.Sum(log => (log - mean) * (log - mean)) + (4 * 2 * 2)) / 7;
        Close([Math.Exp(mean), Math.Sqrt(variance)], [derived.Brief.Size!.Followers, derived.Brief.Size.LogSpread]);
        Assert.Equal((3, true), (Part(derived, "size").Examples, Part(derived, "size").Included));
        Assert.Empty(Part(derived, "size").Lifts);
    }

    [Fact]
    public void Size_OwnBackground_IsWhatItLeansTowards()
    {
        var derived = Derive([Sized(1_000), Sized(1_000), Sized(1_000)], [Sized(100), Sized(10_000), new()]);

        var mean = ((3 * Math.Log(1_000)) + (2 * Math.Log(1_000))) / 5;
        var spread = Math.Sqrt(4 * Math.Log(10) * Math.Log(10) / 7);
        Close([Math.Exp(mean), spread], [derived.Brief.Size!.Followers, derived.Brief.Size.LogSpread]);
    }

    [Fact]
    public void Size_OfCreatorsAllAlike_KeepsTheLeastSpread()
    {
        var examples = Enumerable.Repeat(Sized(0), 1_000).ToArray();
        var derived = Derive(examples, rule: Rule with { Background = Rule.Background with { LogFollowersSpread = 0.01, LogFollowersMean = 0.001 } });

        Assert.Equal(Rule.MinLogSpread, derived.Brief.Size!.LogSpread);
        Assert.InRange(derived.Brief.Size.Followers, 1, 1.001);
    }

    [Fact]
    public void Audience_AgainstItsOwnBackground_TakesUpWhatIsWantedMore()
    {
        var background = Enumerable.Repeat(Audience("NO", 0.1f), 10).Concat(Enumerable.Repeat(Audience("SE", 0.9f), 10));
        var derived = Derive([Audience("NO", 0.9f), Audience("NO", 0.9f), Audience("SE", 0.6f, language: "NB")], [.. background]);

        var lift = ((3 * 0.6) + (10 * 0.05)) / (13 * 0.05);
        Assert.Equal(["NO"], derived.Brief.Audience!.Countries!.Select(country => country.Key));
        Close([Math.Log(lift) / 2], derived.Brief.Audience.Countries!.Select(country => country.Value), 1e-6);
        Assert.Null(derived.Brief.Audience.Languages);
        Assert.Equal(1, Part(derived, "audience.languages").Examples);
        Assert.Contains("nothing to compare", Part(derived, "audience.languages").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Audience_WithTheModelsBackground_IsLeftOut()
    {
        var derived = Derive([Audience("NO", 1), Audience("NO", 1), Audience("NO", 1)]);

        Assert.Null(derived.Brief.Audience);
        Assert.Equal((3, false), (Part(derived, "audience.countries").Examples, Part(derived, "audience.countries").Included));
    }

    [Fact]
    public void Audience_AgesAndGenders_AreNamedAsTheyAre()
    {
        CreatorProfileDraft Of(AgeBand age, Gender gender) => new() { Audience = new() { Ages = [(age, 1)], Genders = [(gender, 1)] } };
        var derived = Derive(
            [.. Enumerable.Repeat(Of(AgeBand.From25To34, Gender.Female), 3)], [Of(AgeBand.From65, Gender.Male), Of(AgeBand.From65, Gender.Male)]);

        Assert.Equal(AgeBand.From25To34, Assert.Single(derived.Brief.Audience!.Ages!).Band);
        Assert.Equal(Gender.Female, Assert.Single(derived.Brief.Audience.Genders!).Gender);
        Assert.Equal("From25To34", Part(derived, "audience.ages").Lifts[0].Key);
    }

    [Fact]
    public void Evidence_Always_NamesEveryPart() => Assert.Equal(
        ["topics", "audience.countries", "audience.regions", "audience.languages", "audience.interests", "audience.ages", "audience.genders",
            "relatedBrands", "size"],
        Derive([new(), new(), new()]).Evidence.Select(evidence => evidence.Part));

    [Fact]
    public void Weights_OfWhatExamplesSayNothingOf_AreNothingAndTheOthersThePresets()
    {
        var weights = Derive([Sized(1_000), Sized(1_000), Sized(1_000)], brand: "Own").Brief.Weights!;

        FitComponent[] silent = [FitComponent.Engagement, FitComponent.Credibility, FitComponent.Proximity, FitComponent.Responsiveness, FitComponent.Concentration];
        Assert.All(FitComponents.All.ToArray(), component => Assert.Equal(silent.Contains(component) ? 0.0 : null, weights.Get(component)));
    }

    [Fact]
    public void AgainstTheSame_Background_IsCountedOnceForBoth()
    {
        var first = new BriefDerivation(Model, "", "Own");
        first.AddBackground(Read(Topics(("food", 1))));
        first.AddExample(Read(Topics(("food", 1))));
        var second = first.AgainstTheSame("Second", "");
        foreach (var example in new[] { Topics(("food", 1)), Sized(1_000), Brands(("Own", 1, null)) })
        {
            second.AddExample(Read(example));
        }

        var alone = Derive([Topics(("food", 1)), Sized(1_000), Brands(("Own", 1, null))], [Topics(("food", 1))]);
        Assert.Equal((3, 1), (second.Examples, second.Background));
        Assert.Equal("Second", second.Derive().Brief.Title);
        Assert.Equal(DerivationProperties.Told(alone), DerivationProperties.Told(second.Derive() with { Brief = second.Derive().Brief with { Title = "" } }));
    }

    [Fact]
    public void Derive_ExamplesThatTellNothing_AsksForNothing()
    {
        var derived = Derive([new(), new(), new()]);

        Assert.Null(derived.Brief.Weights);
        Assert.Null(derived.Brief.Topics);
        Assert.Null(derived.Brief.Size);
        Assert.All(derived.Evidence, evidence => Assert.False(evidence.Included));
    }

    [Fact]
    public void Derive_TwoExamples_IsRefused() => Assert.Throws<InvalidOperationException>(() => Derive([new(), new()]));

    [Fact]
    public void Derive_OneCreatorManyTimes_IsRefusedUntilThereAreThreeDifferentOnes()
    {
        var derivation = new BriefDerivation(Model, "", "");
        var (one, two) = (Read(Sized(1_000)), Read(Sized(2_000)));
        derivation.AddExample(one, times: 3);
        derivation.AddExample(two);
        derivation.AddExample(one);
        Assert.Equal((5, 2), (derivation.Examples, derivation.DifferentExamples));
        Assert.Throws<InvalidOperationException>(derivation.Derive);

        derivation.AddExample(Read(Sized(3_000)));
        derivation.AddExample(Read(Sized(3_000)));
        Assert.Equal((7, 3), (derivation.Examples, derivation.DifferentExamples));
        Assert.Equal((7, 7), (derivation.Derive().Examples, Part(derivation.Derive(), "size").Examples));
    }

    // Followers are all that the examples tell, and size is what the preset weighs with nothing.
    [Fact]
    public void Derive_PresetThatWeighsNothingOfIt_GivesItAWeight()
    {
        var weights = new double[FitComponents.Count];
        weights[FitComponent.Cost.Place()] = 1;
        var model = Model with { Presets = Enum.GetValues<WeightPreset>().Skip(1).ToDictionary(preset => preset, _ => new ComponentWeights(weights)) };
        var derived = Derive([Sized(1_000), Sized(2_000), Sized(3_000)], model: model);

        Assert.Equal((1, null, 0.0), (derived.Brief.Weights!.Size, derived.Brief.Weights.Niche, derived.Brief.Weights.Engagement));
        Assert.Empty(BriefValidator.Validate(derived.Brief, model, TierSchemeCatalog.BuiltIn).Faults);
    }

    [Fact]
    public void Derive_PartThatTheModelGivesNoWeight_IsLeftOutAndSaysSo()
    {
        var kinship = Model.Affinity.Kinship with { Weight = 0 };
        var profile = Brands(("Fjell", 1, null));
        var derived = Derive([profile, profile, profile], model: Model with { Affinity = Model.Affinity with { Kinship = kinship } });

        Assert.Null(derived.Brief.RelatedBrands);
        Assert.False(Part(derived, "relatedBrands").Included);
        Assert.Equal("3 examples tell their brands, which the model gives no weight.", Part(derived, "relatedBrands").Sentence);
    }

    [Fact]
    public void AddExample_Times_CountsAsOften()
    {
        var once = new BriefDerivation(Model, "", "");
        once.AddExample(Read(Topics(("food", 0.5f))), times: 2);
        once.AddExample(Read(Sized(5_000)));
        once.AddExample(Read(new()));
        var twice = Derive([Topics(("food", 0.5f)), Topics(("food", 0.5f)), Sized(5_000), new()]);

        Assert.Equal(DerivationProperties.Told(twice), DerivationProperties.Told(once.Derive()));
    }

    [Fact]
    public void Derive_MoreKeysThanAreCounted_SaysSoAndKeepsTheFirst()
    {
        var derivation = new BriefDerivation(Model, "", "");
        for (var creator = 0; creator <= 100; creator++)
        {
            derivation.AddExample(Read(new() { Topics = [.. Enumerable.Range(0, 1_000).Select(i => KeyValuePair.Create($"t{(creator * 1_000) + i}", 0.0001f))] }));
        }

        derivation.AddExample(Read(Topics(("t0", 0.5f), ("late", 0.5f))));
        derivation.AddExample(Read(Topics(("t0", 0.5f), ("late", 0.5f))));
        var derived = derivation.Derive();

        Assert.Equal(["t0"], derived.Brief.Topics!.Select(topic => topic.Key));
        Assert.Contains("more than 100000 different ones", Part(derived, "topics").Sentence, StringComparison.Ordinal);
    }

    private static BriefEvidence Part(DerivedBrief derived, string part) => derived.Evidence.Single(evidence => evidence.Part == part);

    private static DerivedBrief Derive(
        CreatorProfileDraft[] examples, CreatorProfileDraft[]? background = null, string brand = "", DerivationRule? rule = null, FitModel? model = null)
    {
        var derivation = new BriefDerivation((model ?? Model) with { Derivation = rule ?? Rule }, "", brand);
        foreach (var example in examples)
        {
            derivation.AddExample(Read(example));
        }

        foreach (var creator in background ?? [])
        {
            derivation.AddBackground(Read(creator));
        }

        return derivation.Derive();
    }

    private static CreatorProfile Read(CreatorProfileDraft draft) => Scoring.Scores.Read(draft with { CreatorId = $"creator-{Interlocked.Increment(ref next)}" });

    private static CreatorProfileDraft Topics(params (string Topic, float Share)[] topics) =>
        new() { Topics = [.. topics.Select(topic => KeyValuePair.Create(topic.Topic, topic.Share))] };

    private static CreatorProfileDraft Brands(params (string Brand, uint Mentions, double? Sentiment)[] brands) =>
        new() { BrandRelations = [.. brands.Select(brand => new BrandRelationDraft { Brand = brand.Brand, OrganicMentions = brand.Mentions, Sentiment = brand.Sentiment })] };

    private static CreatorProfileDraft Sized(ulong followers) => new() { Followers = followers };

    private static CreatorProfileDraft Audience(string country, float share, string? language = null) => new()
    {
        Audience = new() { Countries = [KeyValuePair.Create(country, share)], Languages = language is null ? null : [KeyValuePair.Create(language, share)] },
    };

    private static void Close(IEnumerable<double> expected, IEnumerable<double> actual, double within = 1e-9) =>
        Assert.All(expected.Zip(actual.ToArray(), (wanted, got) => (wanted, got)), pair => Assert.Equal(pair.wanted, pair.got, Math.Abs(pair.wanted * within) + within));
}
