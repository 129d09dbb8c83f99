using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Ranking;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Core.Tests.Fit.Ranking;

public sealed class CreatorRankingTests
{
    [Fact]
    public void ToRanking_MoreThanAreKept_HoldsTheBestInOrder()
    {
        var ranking = new CreatorRanking(3);
        foreach (var (id, score) in new[] { ("a", 10.0), ("b", 30), ("c", 20), ("d", 40), ("e", 5) })
        {
            ranking.Offer(Ranked.Creator(id, score), 1, 0);
        }

        Assert.Equal(["d", "b", "c"], ranking.Told().Select(creator => creator.Id));
    }

    [Fact]
    public void Threshold_WhileThereIsRoom_IsAbsentAndThenTheLastScore()
    {
        var ranking = new CreatorRanking(2);
        Assert.Null(ranking.Threshold);
        ranking.Offer(Ranked.Creator("a", 0), 1, 0);
        Assert.Null(ranking.Threshold);
        Assert.True(ranking.MayEnter(0));
        ranking.Offer(Ranked.Creator("b", 7), 1, 1);
        Assert.Equal(0, ranking.Threshold);
        ranking.Offer(Ranked.Creator("c", 3), 1, 2);
        Assert.Equal(3, ranking.Threshold);
        Assert.True(ranking.MayEnter(3));
        Assert.False(ranking.MayEnter(2.999));
    }

    [Fact]
    public void Offer_SameScoreAsTheThreshold_GoesByTheId()
    {
        var ranking = new CreatorRanking(1);
        Assert.True(ranking.Offer(Ranked.Creator("m", 5), 1, 0));
        Assert.False(ranking.Offer(Ranked.Creator("n", 5), 1, 1));
        Assert.True(ranking.Offer(Ranked.Creator("l", 5), 1, 2));
        Assert.Equal(["l"], ranking.Told().Select(creator => creator.Id));
    }

    [Fact]
    public void Offer_CreatorAgain_KeepsItsBestScoreAndOfEqualOnesTheEarliestPlace()
    {
        var ranking = new CreatorRanking(3);
        ranking.Offer(Ranked.Creator("a", 5), 2, 1);
        ranking.Offer(Ranked.Creator("a", 9), 3, 0);
        ranking.Offer(Ranked.Creator("a", 9), 2, 7);
        ranking.Offer(Ranked.Creator("a", 8), 1, 0);
        ranking.Offer(Ranked.Creator("a", 9), 2, 8);

        Assert.Equal([("a", 9.0, 2ul, 7)], ranking.Told());
        Assert.Null(ranking.Threshold);
    }

    [Fact]
    public void Offer_CreatorPushedOutBefore_EntersAgainWithABetterScore()
    {
        var ranking = new CreatorRanking(2);
        ranking.Offer(Ranked.Creator("a", 1), 1, 0);
        ranking.Offer(Ranked.Creator("b", 2), 1, 1);
        ranking.Offer(Ranked.Creator("c", 3), 1, 2);
        ranking.Offer(Ranked.Creator("a", 4), 1, 3);

        Assert.Equal([("a", 4.0, 1ul, 3), ("c", 3.0, 1ul, 2)], ranking.Told());
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("a", "aa")]
    [InlineData("\uD7FF", "\uE000")]
    [InlineData("\uFFFC", "\U0001F600")]
    [InlineData("\uE000", "\U00010000")]
    [InlineData("x\U0001F600", "x\U0001F601")]
    [InlineData("\u00E9", "\u4E2D")]
    public void CreatorIdOrder_Ids_AreInTheOrderOfTheirBytes(string first, string second)
    {
        Assert.True(CreatorIdOrder.Compare(first, second) < 0);
        Assert.True(CreatorIdOrder.Compare(second, first) > 0);
        Assert.Equal(0, CreatorIdOrder.Compare(first, new string(first)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void New_CountOutsideItsRange_IsRefused(int count) => Assert.Throws<ArgumentOutOfRangeException>(() => new CreatorRanking(count));

    [Fact]
    public void Of_FiguresFilledInAgain_KeepsWhatWasTakenOut()
    {
        var figures = Ranked.Figures();
        (figures.Score, figures.Lower, figures.Upper, figures.Coverage) = (50, 40, 60, 0.5);
        figures.TargetShare = new TargetShare(0.25, 0.1, 0.5);
        figures.Note(IneligibilityReason.Excluded);
        figures.Note(CautionFlag.FewPosts);
        figures[FitComponent.Niche].Contribution = 50;

        var taken = ScoredCreator.Of("a", figures);
        figures.Clear();
        (figures.Score, figures[FitComponent.Niche].Contribution) = (1, 1);

        Assert.Equal((50, 40, 60, 0.5, 0.25), (taken.Score, taken.Lower, taken.Upper, taken.Coverage, taken.TargetShare));
        Assert.Equal([50, 0, 0, 0, 0, 0, 0, 0, 0, 0], taken.Contributions.ToArray());
        Assert.Equal([IneligibilityReason.Excluded], taken.Ineligibilities.ToArray());
        Assert.Equal([CautionFlag.FewPosts], taken.Cautions.ToArray());
    }

    [Fact]
    public void Offer_AMillionCreators_AllocatesForThoseWhoGetInAlone()
    {
        const int Count = 10_000;
        const int Offers = 1_000_000;
        var random = new Random(1);
        var ids = Enumerable.Range(0, Offers).Select(i => $"creator-{i}").ToArray();
        var scores = Enumerable.Range(0, Offers).Select(_ => random.NextDouble() * 100).ToArray();
        var figures = Ranked.Figures();
        var ranking = new CreatorRanking(Count);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var entered = OfferAll(ranking, figures, ids, scores);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // Of creators in any order the n-th gets in with chance Count / n.
        Assert.InRange(entered, Count, 7 * Count);
        Assert.True(allocated < 600L * entered, $"{allocated} bytes for {entered} that got in.");
        Assert.Equal(scores.OrderDescending().Take(Count), ranking.Told().Select(creator => creator.Score));

        // Again, now that nobody gets in.
        before = GC.GetAllocatedBytesForCurrentThread();
        var again = OfferAll(ranking, figures, ids, [.. scores.Select(score => score * 0.9)]);
        Assert.Equal(0, again);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (sizeof(double) * Offers * 4) + 1_000);
    }

    [Fact]
    public void Offer_TurnedAway_AllocatesNothing()
    {
        var ranking = new CreatorRanking(2);
        ranking.Offer(Ranked.Creator("a", 9), 1, 0);
        ranking.Offer(Ranked.Creator("b", 8), 1, 1);
        ScoredCreator[] turnedAway = [Ranked.Creator("c", 1), Ranked.Creator("c", 8), Ranked.Creator("a", 9), Ranked.Creator("b", 8)];
        ranking.Offer(turnedAway[1], 1, 2);

        var kept = 0;

        Assert.Equal(0, Allocated.By(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                kept += ranking.Offer(turnedAway[i % 4], 2, i) ? 1 : 0;
            }
        }));
        Assert.Equal(0, kept);
    }

    private static int OfferAll(CreatorRanking ranking, FitFigures figures, string[] ids, double[] scores)
    {
        var entered = 0;
        for (var i = 0; i < ids.Length; i++)
        {
            if (!ranking.MayEnter(scores[i]))
            {
                continue;
            }

            figures.Score = scores[i];
            entered += ranking.Offer(ScoredCreator.Of(ids[i], figures), 1, i) ? 1 : 0;
        }

        return entered;
    }
}
