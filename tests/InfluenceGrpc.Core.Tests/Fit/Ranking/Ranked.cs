using InfluenceGrpc.Core.Fit.Ranking;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tests.Fit.Briefs;

namespace InfluenceGrpc.Core.Tests.Fit.Ranking;

/// <summary>Creators to rank.</summary>
internal static class Ranked
{
    private static readonly CompiledBrief Brief = Scoring.Scores.Compile(TestBriefs.Topics);

    /// <summary>Figures to fill in.</summary>
    public static FitFigures Figures() => Brief.NewFigures();

    public static ScoredCreator Creator(string id, double score)
    {
        var figures = Figures();
        figures.Score = score;
        return ScoredCreator.Of(id, figures);
    }

    /// <summary>Id, score and place of each, in order.</summary>
    public static (string Id, double Score, ulong Sequence, int Index)[] Told(this CreatorRanking ranking) =>
        [.. ranking.ToRanking().Select(entry => (entry.Creator.CreatorId, entry.Creator.Score, entry.Sequence, entry.Index))];
}
