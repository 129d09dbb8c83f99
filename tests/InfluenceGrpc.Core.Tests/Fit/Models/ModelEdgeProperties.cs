using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tests.Fit.Derivation;
using InfluenceGrpc.Core.Tests.Fit.Scoring;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Tests.Fit.Models;

/// <summary>What holds under every model that the validator takes: models are drawn with many of their constants at the edge.</summary>
public sealed class ModelEdgeProperties
{
    private static readonly Config Hundreds = Config.QuickThrowOnFailure.WithMaxTest(600);

    // Weights that take parts and components out, priors of nothing, and shares as wide as they may be.
    private static readonly (string Path, double At)[] Extremes =
    [
        .. new[] { "countries", "regions", "languages", "interests", "ages", "genders" }.SelectMany(name => new[]
        {
            ($"audience.{name}.weight", 0), ($"audience.{name}.weight", 1e6), ($"audience.{name}.prior.low", 0.0),
            ($"audience.{name}.prior.high", 1),
        }),
        .. new[] { "passion", "experience", "sentiment", "neutrality", "kinship" }.SelectMany(name => new[]
        {
            ($"affinity.{name}.weight", 0), ($"affinity.{name}.weight", 1e-6), ($"affinity.{name}.prior.low", 0.0),
        }),
        .. Enumerable.Range(0, 4).SelectMany(preset => FitComponents.All.ToArray().SelectMany(component => new[]
        {
            ($"presets.{preset}.weights.{component.ToString().ToLowerInvariant()}", 0.0),
            ($"presets.{preset}.weights.{component.ToString().ToLowerInvariant()}", double.Epsilon),
        })),
        .. new[] { "authenticity", "saturation", "disclosure", "acceptance" }.Select(name => ($"credibility.{name}.weight", 0.0)),
    ];

    private static readonly (string Path, double At)[] Edges = [.. FitModelNumbersTests.Edges, .. Extremes];

    // Priors whose mean is at its least need their low with it.
    private static readonly Gen<FitModel> Model =
        from share in Gen.Elements(2, 5, 20)
        from picks in Gen.Choose(0, share).ArrayOf(Edges.Length)
        from none in Gen.Choose(0, 63)
        from basis in Gen.Elements("FOLLOWERS", "REACH", "VIEWS")
        let changes = Edges.Zip(picks).Where(pair => pair.Second == 0).Select(pair => (pair.First.Path, (JsonNode?)JsonValue.Create(pair.First.At)))
        let means = new[] { "countries", "regions", "languages", "interests", "ages", "genders" }.Where((_, i) => (none & (1 << i)) != 0)
            .SelectMany(name => new[] { ($"audience.{name}.prior.low", (JsonNode?)0), ($"audience.{name}.prior.mean", (JsonNode?)0.000001) })
        let bases = new[] { ("engagement.benchmark.curves.0.basis", (JsonNode?)$"ENGAGEMENT_BASIS_{basis}") }
        let model = FitModelJson.ReadAndValidate(FitModels.Changed([.. changes, .. means, .. bases]))
        where model.IsValid
        select model.Value;

    [Fact]
    public void Score_UnderAnyModel_IsFiniteOrTheBriefIsRefused()
    {
        var scored = 0;
        Check(from model in Model from brief in FitGen.Brief from profile in FitGen.Profile select (model, brief, profile), drawn =>
        {
            var read = BriefValidator.Validate(drawn.brief, drawn.model, TierSchemeCatalog.BuiltIn);
            if (!read.IsValid)
            {
                return read.Faults.All(fault => fault.Message.EndsWith('.'));
            }

            scored++;
            return IsSound(Scores.Score(new CompiledBrief(read.Value, drawn.model), Scores.Read(drawn.profile)));
        });
        Assert.True(scored > 300, $"Only {scored} briefs were scored.");
    }

    [Fact]
    public void Brief_DerivedUnderAnyModel_IsValidAndItsScoresAreFinite() =>
        Check(from model in Model from drawn in DerivationProperties.Case select (model, drawn.Examples, drawn.Background), drawn =>
        {
            var derived = DerivationProperties.Derive(drawn.Examples, drawn.Background, drawn.model);
            if (derived.Evidence.All(evidence => !evidence.Included))
            {
                return derived.Brief.Weights is null;
            }

            var read = BriefValidator.Validate(derived.Brief, drawn.model, TierSchemeCatalog.BuiltIn);
            return read.IsValid && IsSound(Scores.Score(new CompiledBrief(read.Value, drawn.model), Scores.Read(drawn.Examples[0])));
        });

    // A brief that asks for what the model gives no weight names the field; anything beside it that has one will do.
    [Theory]
    [InlineData("audience.countries.weight", "audience.countries")]
    [InlineData("affinity.kinship.weight", "relatedBrands")]
    public void Validate_BriefOfWhatTheModelDoesNotWeigh_NamesTheField(string weight, string field)
    {
        var model = FitModelJson.ReadAndValidate(FitModels.With(weight, 0.0)).Value!;
        var nothing = new ComponentWeightsDraft { Engagement = 0, Credibility = 0, Proximity = 0, Responsiveness = 0, Concentration = 0 };
        var brief = field == "relatedBrands"
            ? new BriefDraft { RelatedBrands = [new("Bekk", 1)], Weights = nothing }
            : new BriefDraft { Audience = new() { Countries = [new("NO", 1)] }, Weights = nothing };
        var fault = Assert.Single(BriefValidator.Validate(brief, model, TierSchemeCatalog.BuiltIn).Faults);

        Assert.Equal(field, fault.Path);
        Assert.StartsWith("asks for nothing that the model weighs", fault.Message, StringComparison.Ordinal);
        Assert.Empty(BriefValidator.Validate(brief, BuiltInFitModels.Default, TierSchemeCatalog.BuiltIn).Faults);
        Assert.Empty(BriefValidator.Validate(brief with { Topics = [new("sport", 1)] }, model, TierSchemeCatalog.BuiltIn).Faults);
    }

    private static bool IsSound(FitFigures figures)
    {
        var sound = figures.Score is >= 0 and <= 100 && figures.Lower >= 0 && figures.Lower <= figures.Score
            && figures.Upper <= 100 && figures.Upper >= figures.Score && figures.Coverage is >= 0 and <= 1
            && figures.TargetShare is null or { Share: >= 0 and <= 1, Lower: >= 0, Upper: <= 1 };
        foreach (var component in figures.Components)
        {
            sound &= component.Value is >= 0 and <= 1 && double.IsFinite(component.Contribution) && component.KnownShare is >= 0 and <= 1;
        }

        return sound;
    }

    private static void Check<T>(Gen<T> gen, Func<T, bool> holds) => Prop.ForAll(gen.ToArbitrary(), holds).Check(Hundreds);
}
