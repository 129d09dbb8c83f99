using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Scoring;
using static InfluenceGrpc.Core.Tests.Fit.Scoring.Scores;

namespace InfluenceGrpc.Core.Tests.Fit.Scoring;

/// <summary>Whatever a score came from, there is a sentence that says so.</summary>
public sealed class FitSentencesTests
{
    [Fact]
    public void Of_AnyScore_HasASentenceForEachThingTold() => Prop
        .ForAll(FitGen.Brief.ToArbitrary(), FitGen.Profile.ToArbitrary(), (brief, profile) =>
        {
            var (compiled, creator) = (Compile(brief), Read(profile));
            var figures = Score(compiled, creator);
            return FitComponents.All.All(component => FitSentences.Of(component, compiled, creator, figures) is { Count: > 0 } told && told.All(IsSentence))
                && figures.Ineligibilities.ToArray().All(reason => IsSentence(FitSentences.Of(reason, compiled, creator)))
                && figures.Cautions.ToArray().All(flag => IsSentence(FitSentences.Of(flag, compiled, creator, figures)));
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1_500));

    [Fact]
    public void Of_PartsThatAreKnown_EachHaveASentence() => Prop
        .ForAll(FitGen.Brief.ToArbitrary(), FitGen.Profile.ToArbitrary(), (brief, profile) =>
        {
            var (compiled, creator) = (Compile(brief), Read(profile));
            var figures = Score(compiled, creator);
            return FitComponents.All.Where(component => figures[component].Status is ComponentStatus.Known or ComponentStatus.PartlyKnown).All(component =>
            {
                var parts = compiled.PartsOf(component).ToArray();
                var known = parts.Length == 0 ? 1 : Enumerable.Range(0, parts.Length).Count(i => parts[i].Weight > 0 && figures[component].Parts[i].Known);
                var rest = figures[component].Status == ComponentStatus.PartlyKnown ? 1 : 0;
                return FitSentences.Of(component, compiled, creator, figures).Count == known + rest;
            });
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static bool IsSentence(string text) => text.Length > 10 && text[^1] == '.' && !text.Contains("NaN", StringComparison.Ordinal);
}
