using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Derivation;
using InfluenceGrpc.Core.Tiers;
using static InfluenceGrpc.Core.Tests.Fit.Derivation.Derivations;

namespace InfluenceGrpc.Core.Tests.Fit.Derivation;

/// <summary>Too little, too much, and nothing to derive a brief of.</summary>
public sealed class DerivationEndTests
{
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

}
