using FsCheck.Fluent;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Testing;
using static InfluenceGrpc.Core.Tests.Fit.Scoring.Scores;

namespace InfluenceGrpc.Core.Tests.Fit.Scoring;

/// <summary>Scoring one creator more takes no memory.</summary>
public sealed class ScorerMemoryTests
{
    [Fact]
    public void Score_AnyCreatorByAnyBrief_AllocatesNothing()
    {
        var profiles = FitGen.Profile.Sample(200).Select(Read).ToArray();
        foreach (var brief in FitGen.Brief.Sample(50).Select(Compile))
        {
            var figures = brief.NewFigures();
            var sum = ScoreAll(brief, profiles, figures);

            Assert.Equal(0, Allocated.By(() => ScoreAll(brief, profiles, figures)));
            Assert.Equal(sum, ScoreAll(brief, profiles, figures));
        }
    }

    private static double ScoreAll(CompiledBrief brief, Core.Creators.CreatorProfile[] profiles, FitFigures figures)
    {
        var sum = 0.0;
        foreach (var profile in profiles)
        {
            FitScorer.Score(brief, profile, figures);
            sum += figures.HasScore ? figures.Score : 0;
        }

        return sum;
    }
}
