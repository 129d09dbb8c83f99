using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Tiers;
using static InfluenceGrpc.Core.Tests.Fit.Briefs.TestBriefs;

namespace InfluenceGrpc.Core.Tests.Fit.Briefs;

/// <summary>What a valid draft becomes.</summary>
public sealed class BriefValidatorTests
{
    private static readonly FitComponent[] Always =
    [
        FitComponent.Engagement, FitComponent.Credibility, FitComponent.Proximity, FitComponent.Responsiveness, FitComponent.Concentration,
    ];

    [Fact]
    public void Validate_FullDraft_IsKeptAndOrdered()
    {
        var brief = Read(Full);

        Assert.Equal("Trail shoes", brief.Title);
        Assert.Equal([("food", 0.2), ("sport/running", 1)], Pairs(brief.Topics));
        Assert.Equal([("NO", 1), ("SE", 0.5)], Pairs(brief.Audience!.Countries));
        Assert.Equal([("NO-03", 1)], Pairs(brief.Audience.Regions));
        Assert.Equal([("nb", 1), ("pt-br", 0)], Pairs(brief.Audience.Languages));
        Assert.Equal([("sport", 1)], Pairs(brief.Audience.Interests));
        Assert.Equal([0, 0, 0.5, 1, 0, 0, 0, 0], brief.Audience.Ages!);
        Assert.Equal([0, 1, 0, 0.25], brief.Audience.Genders!);
        Assert.Equal("Fjell", brief.Brand);
        Assert.Equal(["Alfa", "Zeta"], brief.Competitors);
        Assert.Equal([("Bekk", 0.5), ("Tursko", 1)], Pairs(brief.RelatedBrands));
        Assert.Equal(new CostTarget(Deliverable.ShortVideo, "NOK", 5, 8_000), brief.Cost);
        Assert.Equal(new SizePreference(8_000, 1), brief.Size);
        Assert.Equal(MissingPolicy.Pessimistic, brief.MissingPolicy);
        Assert.Equal(DateTimeOffset.UnixEpoch, brief.CampaignStart);
    }

    [Fact]
    public void Validate_FullDraft_KeepsEveryConstraint()
    {
        var constraints = Read(Full).Constraints;

        Assert.Equal([Platform.TikTok, Platform.Instagram], constraints.Platforms);
        Assert.Equal("no-1k-10k", constraints.Tiers!.Scheme.Id);
        Assert.Equal([false, true, true, false], Enumerable.Range(0, 4).Select(constraints.Tiers.Accepts));
        Assert.Equal((1_000UL, 50_000UL), (constraints.MinFollowers, constraints.MaxFollowers));
        Assert.Equal((0.7, 0.5), (constraints.MinAuthenticShare, constraints.MinLanguageShare));
        Assert.Equal([("nb", 1), ("nn", 1)], Pairs(constraints.Languages));
        Assert.Equal(["a", "b"], constraints.ExcludedCreatorIds.Order(StringComparer.Ordinal));
        Assert.True(constraints.PriceRequired);
        Assert.Equal([SafetyFlag.Arms, SafetyFlag.Drugs], constraints.ToleratedSafetyFlags.Order());
        Assert.True(constraints.AllowUnknown);
    }

    [Fact]
    public void Validate_OnlyTopics_LeavesTheRestUnasked()
    {
        var brief = Read(Topics with { Audience = null, Competitors = [], RelatedBrands = [], Brand = "", Constraints = new() });

        Assert.Equal("", brief.Title);
        Assert.Null(brief.Audience);
        Assert.Null(brief.Brand);
        Assert.Empty(brief.Competitors);
        Assert.Null(brief.RelatedBrands);
        Assert.Null(brief.Cost);
        Assert.Null(brief.Size);
        Assert.Equal(MissingPolicy.Neutral, brief.MissingPolicy);
        Assert.Null(brief.CampaignStart);
        Assert.Null(brief.Constraints.Tiers);
        Assert.Null(brief.Constraints.Languages);
        Assert.Null(brief.Constraints.MinFollowers);
        Assert.Null(brief.Constraints.MinAuthenticShare);
        Assert.Empty(brief.Constraints.Platforms);
        Assert.Empty(brief.Constraints.ExcludedCreatorIds);
        Assert.False(brief.Constraints.AllowUnknown);
    }

    [Fact]
    public void Validate_OneDimensionOfTheAudience_LeavesTheOthersUnasked()
    {
        var audience = Read(new() { Audience = new() { Countries = [], Genders = [(Gender.Male, 1)] } }).Audience!;

        Assert.Equal([0, 0, 1, 0], audience.Genders!);
        Assert.Null(audience.Countries);
        Assert.Null(audience.Ages);
    }

    [Fact]
    public void Validate_CostWithoutReference_TakesTheModelsBenchmark()
    {
        var cost = Read(Cost(c => c with { CurrencyCode = "EUR", ReferenceCostPerEngagement = null, MaximumPrice = null })).Cost;

        Assert.Equal(new CostTarget(Deliverable.ShortVideo, "EUR", null, null), cost);
    }

    [Fact]
    public void Validate_ReferenceInACurrencyWithoutBenchmark_IsAccepted() =>
        Assert.Equal(7, Read(Cost(c => c with { CurrencyCode = "SEK", ReferenceCostPerEngagement = 7 })).Cost!.ReferencePerEngagement);

    // Brands are compared as they are written, since profiles are.
    [Fact]
    public void Validate_BrandsThatDifferByCase_AreDifferent() =>
        Assert.Equal(["FJELL", "fjell"], Read(Full with { Competitors = ["fjell", "FJELL"] }).Competitors);

    [Theory]
    [InlineData(WeightPreset.Unspecified, 0.10)]
    [InlineData(WeightPreset.Balanced, 0.10)]
    [InlineData(WeightPreset.Awareness, 0.20)]
    [InlineData(WeightPreset.Conversion, 0.30)]
    [InlineData(WeightPreset.Credibility, 0.40)]
    public void Weights_OfAPreset_AreTheModels(WeightPreset preset, double start)
    {
        var weights = Read(Full with { Preset = preset, Weights = null }).Weights;

        Assert.All(FitComponents.All, component => Assert.Equal(start + ((int)component / 100.0), weights[component]));
    }

    [Fact]
    public void Weights_Given_TakeThePlaceOfThePresets()
    {
        var weights = Read(Full with { Preset = WeightPreset.Balanced, Weights = new() { Niche = 1, Cost = 0, Engagement = 0.5 } }).Weights;

        Assert.Equal((1, 0, 0.5), (weights[FitComponent.Niche], weights[FitComponent.Cost], weights[FitComponent.Engagement]));
        Assert.Equal(0.12, weights[FitComponent.Audience], 12);
        Assert.Equal(0.20, weights[FitComponent.Size], 12);
    }

    [Fact]
    public void Weights_OfWhatIsNotAskedFor_AreZero()
    {
        var weights = Read(Topics).Weights;

        Assert.All(FitComponents.All, component =>
            Assert.Equal(component == FitComponent.Niche || Always.Contains(component), weights[component] > 0));
    }

    [Theory]
    [InlineData("Fjell", null)]
    [InlineData("", "Tursko")]
    public void Affinity_BrandOrRelatedBrand_IsAskedFor(string brand, string? related)
    {
        var draft = new Core.Fit.Briefs.Drafts.BriefDraft { Brand = brand, RelatedBrands = related is null ? null : Weights((related, 1)) };

        Assert.True(Read(draft).Weights[FitComponent.Affinity] > 0);
    }

    [Fact]
    public void Validate_WeightsAlone_AskForSomething() =>
        Assert.Equal(1, Read(new() { Weights = new() { Engagement = 1 } }).Weights[FitComponent.Engagement]);

    // The preset weighs nothing but what this brief does not ask for.
    [Fact]
    public void Validate_PresetThatLeavesNothing_IsAFault()
    {
        var model = TestModels.With(WeightPreset.Balanced, (FitComponent.Size, 1));

        var fault = Assert.Single(BriefValidator.Validate(Topics, model, TierSchemeCatalog.BuiltIn).Faults);

        Assert.Equal("weights", fault.Path);
    }

    private static IEnumerable<(string Key, double Weight)> Pairs(WeightTable? table) =>
        table!.Keys.ToArray().Zip(table.Weights.ToArray());

    [Fact]
    public void Weights_CopyThatIsChanged_LeavesTheOriginal()
    {
        var original = new ComponentWeightsDraft { Niche = 0.5 };
        var copy = original with { Niche = 1, Size = 0.25 };

        Assert.Equal((0.5, null), (original.Niche, original.Size));
        Assert.Equal((1.0, 0.25), (copy.Niche, copy.Size));
    }
}
