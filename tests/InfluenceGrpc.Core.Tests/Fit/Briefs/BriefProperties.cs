using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using static InfluenceGrpc.Core.Tests.Fit.Briefs.TestBriefs;

namespace InfluenceGrpc.Core.Tests.Fit.Briefs;

/// <summary>What holds for every valid brief.</summary>
public sealed class BriefProperties
{
    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(3_000);

    // Not given, nothing, hardly anything, anything, all; and now and then something wrong.
    private static readonly Gen<double?> AnyWeight = Gen.Frequency(
        (4, Gen.Constant((double?)null)),
        (3, Gen.Constant((double?)0)),
        (1, Gen.Constant((double?)double.Epsilon)),
        (3, Gen.Choose(1, 1_000).Select(thousandths => (double?)(thousandths / 1_000.0))),
        (1, Gen.Elements<double?>(-0.001, 1.001, double.NaN, double.PositiveInfinity)));

    private static readonly Gen<BriefDraft> AnyDraft =
        from parts in Gen.Choose(0, 127)
        from weights in AnyWeight.ArrayOf(FitComponents.Count)
        from givesWeights in Gen.Choose(0, 3)
        from preset in Gen.Choose(0, 5)
        select Draft(parts, givesWeights == 0 ? null : weights, (WeightPreset)preset);

    [Fact]
    public void Weights_OfAValidBrief_LieInZeroToOneAndAreNotAllZero() => CheckValid((_, brief) =>
        FitComponents.All.All(component => brief.Weights[component] is >= 0 and <= 1)
        && FitComponents.All.Any(component => brief.Weights[component] > 0));

    [Fact]
    public void Weights_OfAValidBrief_AreZeroForWhatItDoesNotAskFor() => CheckValid((_, brief) =>
        (brief.Topics is not null || brief.Weights[FitComponent.Niche] == 0)
        && (brief.Audience is not null || brief.Weights[FitComponent.Audience] == 0)
        && (brief.Brand is not null || brief.RelatedBrands is not null || brief.Weights[FitComponent.Affinity] == 0)
        && (brief.Cost is not null || brief.Weights[FitComponent.Cost] == 0)
        && (brief.Size is not null || brief.Weights[FitComponent.Size] == 0));

    [Fact]
    public void Weights_Given_AreKept() => CheckValid((draft, brief) =>
        FitComponents.All.All(component => draft.Weights?.Get(component) is not { } given || brief.Weights[component] == given));

    [Fact]
    public void Validate_Always_GivesABriefOrFaults() =>
        Prop.ForAll(AnyDraft.ToArbitrary(), draft => Check(draft) is var read && read.IsValid == (read.Faults.Count == 0)).Check(Thousands);

    [Fact]
    public void Drafts_OfTheseProperties_AreOftenValid() =>
        Assert.InRange(AnyDraft.Sample(1_000).Count(draft => Check(draft).IsValid), 150, 950);

    private static void CheckValid(Func<BriefDraft, Brief, bool> holds) =>
        Prop.ForAll(AnyDraft.ToArbitrary(), draft => Check(draft).Value is not { } brief || holds(draft, brief)).Check(Thousands);

    // A bit for each part; what is not asked for is mostly given no weight, or few briefs would be valid.
    private static BriefDraft Draft(int parts, double?[]? weights, WeightPreset preset)
    {
        var draft = new BriefDraft
        {
            Topics = Has(0) ? Weights(("sport", 1)) : null,
            Audience = Has(1) ? new() { Countries = Weights(("NO", 1)) } : null,
            Brand = Has(2) ? "Fjell" : null,
            RelatedBrands = Has(3) ? Weights(("Tursko", 1)) : null,
            Cost = Has(4) ? new() { Deliverable = Deliverable.Post, CurrencyCode = "NOK" } : null,
            Size = Has(5) ? new() { Followers = 5_000, LogSpread = 1 } : null,
            Preset = preset,
        };
        return weights is null ? draft : draft with { Weights = Given(draft, weights, mistaken: Has(6)) };

        bool Has(int part) => (parts & (1 << part)) != 0;
    }

    private static ComponentWeightsDraft Given(BriefDraft draft, double?[] weights, bool mistaken) => new()
    {
        Niche = mistaken || draft.Topics is not null ? weights[0] : null,
        Audience = mistaken || draft.Audience is not null ? weights[1] : 0,
        Engagement = weights[2],
        Credibility = weights[3],
        Affinity = mistaken || draft.Brand is not null || draft.RelatedBrands is not null ? weights[4] : null,
        Proximity = weights[5],
        Responsiveness = weights[6],
        Cost = mistaken || draft.Cost is not null ? weights[7] : 0,
        Concentration = weights[8],
        Size = mistaken || draft.Size is not null ? weights[9] : null,
    };
}
