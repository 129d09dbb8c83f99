using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Derivation;
using static InfluenceGrpc.Core.Tests.Fit.Derivation.Derivations;

namespace InfluenceGrpc.Core.Tests.Fit.Derivation;

/// <summary>Cases reckoned by hand, with the constants of the test model: smoothing 10, a background of 100 creators of whom sport
/// has a share of 0.5, ln(followers) of mean 9 and spread 2.</summary>
public sealed class BriefDerivationTests
{
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
}
