using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Derivation;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Tests.Fit.Scoring;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Tests.Fit.Derivation;

/// <summary>What holds whatever the examples are.</summary>
public sealed class DerivationProperties
{
    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    internal static readonly Gen<(CreatorProfileDraft[] Examples, CreatorProfileDraft[] Background)> Case =
        from examples in Gen.Choose(DerivationLimits.MinExamples, 12)
        from background in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Choose(1, 30)))
        from creators in FitGen.Profile.ArrayOf(examples + background)
        select (creators[..examples], creators[examples..]);

    [Fact]
    public void Brief_Derived_IsValidAndAsksForSizeAtLeast() => Check(drawn =>
    {
        var derived = Derive(drawn.Examples, drawn.Background);
        var tellsSize = drawn.Examples.Any(example => example.Followers is not null);
        var read = BriefValidator.Validate(derived.Brief, BuiltInFitModels.Default, TierSchemeCatalog.BuiltIn);
        return (derived.Brief.Size is not null) == tellsSize
            && (read.IsValid || (derived.Evidence.All(evidence => !evidence.Included) && read.Faults.Count == 1 && read.Faults[0].Path.Length == 0));
    });

    [Fact]
    public void Brief_ExamplesInAnotherOrder_IsTheSameToTheBit() => Check(drawn =>
        Told(Derive(drawn.Examples, drawn.Background)) == Told(Derive([.. drawn.Examples.Reverse()], [.. drawn.Background.Reverse()])));

    [Fact]
    public void Evidence_OfEveryPart_IsOfWhatTheBriefHolds() => Check(drawn =>
    {
        var derived = Derive(drawn.Examples, drawn.Background);
        var topics = derived.Evidence.Single(evidence => evidence.Part == "topics");
        return topics.Included == derived.Brief.Topics is { Count: > 0 }
            && (!topics.Included || topics.Lifts.Select(lift => lift.Key).SequenceEqual(derived.Brief.Topics!.Select(topic => topic.Key)))
            && derived.Evidence.All(evidence => evidence.Examples <= drawn.Examples.Length && evidence.Sentence.EndsWith('.'))
            && derived.Evidence.SelectMany(evidence => evidence.Lifts).All(lift => lift.Share is > 0 and <= 1 && lift.BackgroundShare is >= 0 and <= 1);
    });

    // Creators of one kind among a population of many: they share a topic three times in four and a size, and have topics of their
    // own. Paths are one to three segments deep.
    [Theory]
    [InlineData(3, 1)]
    [InlineData(10, 1)]
    [InlineData(30, 1)]
    [InlineData(10, 2)]
    [InlineData(10, 3)]
    public void Score_OfExamplesKind_IsAboveTheBackgroundsOnAverage(int examples, int depth)
    {
        var random = new Random(examples + depth);
        CreatorProfileDraft Draw(bool isOfTheKind)
        {
            string Path(int topic) => string.Join('/', Enumerable.Range(0, depth).Select(level => $"t{(level == depth - 1 ? topic : topic % 4)}"));
            var main = isOfTheKind && random.Next(4) > 0 ? 0 : random.Next(12);
            var followers = Math.Exp((isOfTheKind ? 9 : 10) + random.NextDouble() + random.NextDouble());
            return new()
            {
                CreatorId = "a",
                Followers = (ulong)followers,
                Topics = [new(Path(main), 0.6f), new(Path(12 + random.Next(200)), 0.4f)],
            };
        }

        CreatorProfileDraft[] background = [.. Enumerable.Range(0, 300).Select(_ => Draw(false))];
        var brief = Derive([.. Enumerable.Range(0, examples).Select(_ => Draw(true))], background).Brief;
        var compiled = new Core.Fit.Scoring.CompiledBrief(
            BriefValidator.Validate(brief, BuiltInFitModels.Default, TierSchemeCatalog.BuiltIn).Value!, BuiltInFitModels.Default);
        var figures = compiled.NewFigures();
        double Score(CreatorProfileDraft creator)
        {
            Core.Fit.Scoring.FitScorer.Score(compiled, Scores.Read(creator), figures);
            return figures.Score;
        }

        var others = background.Average(Score);
        var own = Enumerable.Range(0, 100).Select(_ => Draw(true)).Average(Score);
        Assert.True(own > others + 5, $"Creators of the kind score {own} on average, others {others}.");
    }

    [Fact]
    public void Drawn_Cases_HaveEveryPart()
    {
        var derived = Case.Sample(300).Select(drawn => Derive(drawn.Examples, drawn.Background)).ToArray();
        Assert.All(
            derived[0].Evidence.Select(evidence => evidence.Part),
            part => Assert.Contains(derived, one => one.Evidence.Any(evidence => evidence.Part == part && evidence.Included)));
    }

    /// <summary>All of it, to the bit.</summary>
    internal static string Told(DerivedBrief derived) => System.Text.Json.JsonSerializer.Serialize(derived, Fields);

    private static readonly System.Text.Json.JsonSerializerOptions Fields = new() { IncludeFields = true };

    internal static DerivedBrief Derive(CreatorProfileDraft[] examples, CreatorProfileDraft[] background, FitModel? model = null)
    {
        var derivation = new BriefDerivation(model ?? BuiltInFitModels.Default, "Derived", "Fjell");
        for (var i = 0; i < examples.Length; i++)
        {
            derivation.AddExample(Scores.Read(examples[i] with { CreatorId = $"example-{i}" }));
        }

        foreach (var creator in background)
        {
            derivation.AddBackground(Scores.Read(creator));
        }

        return derivation.Derive();
    }

    private static void Check(Func<(CreatorProfileDraft[] Examples, CreatorProfileDraft[] Background), bool> holds) =>
        Prop.ForAll(Case.ToArbitrary(), drawn => holds(drawn)).Check(Thousands);
}
