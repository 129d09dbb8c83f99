using System.Text;
using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Ranking;
using Offer = (string Id, double Score, ulong Sequence, int Index);

namespace InfluenceGrpc.Core.Tests.Fit.Ranking;

/// <summary>What holds whoever is offered, in whatever order.</summary>
public sealed class RankingProperties
{
    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    // Few ids, so that they come again; of one, two, three and four bytes a character, some of them beginnings of others.
    private static readonly Gen<string> Id =
        from length in Gen.Choose(1, 3)
        from characters in Gen.Elements("a", "b", "\u00E9", "\uD7FF", "\uE000", "\uFF21", "\uFFFC", "\U00010000", "\U0001F600", "\U0010FFFF").ArrayOf(length)
        select string.Concat(characters);

    // Few scores, so that they tie.
    private static readonly Gen<(string Id, double Score)> Scored =
        from id in Id
        from score in Gen.Frequency((4, Gen.Elements(0.0, 50, 100)), (1, Gen.Choose(0, 1_000).Select(n => n / 10.0)))
        select (id, score);

    private static readonly Gen<(int Count, Offer[] Offers, Offer[] Shuffled)> Case =
        from count in Gen.Frequency((2, Gen.Constant(1)), (5, Gen.Choose(2, 20)), (1, Gen.Constant(200)))
        from length in Gen.Choose(0, 120)
        from scored in Scored.ArrayOf(length)
        let offers = scored.Select((creator, i) => (creator.Id, creator.Score, (ulong)((i / 7) + 1), i % 7)).ToArray()
        from shuffled in Gen.Shuffle(offers)
        select (count, offers, shuffled);

    [Fact]
    public void Ranking_OfAnyOffers_IsThatOfAPlainSort() => Check(drawn =>
        Rank(drawn.Count, drawn.Offers).Told().SequenceEqual(Sorted(drawn.Count, drawn.Offers)));

    [Fact]
    public void Ranking_OfferedInAnotherOrder_IsTheSame() => Check(drawn =>
        Rank(drawn.Count, drawn.Offers).Told().SequenceEqual(Rank(drawn.Count, drawn.Shuffled).Told()));

    [Fact]
    public void Threshold_AfterEveryOffer_NeverFallsAndIsTheLastScoreOfAFullRanking() => Check(drawn =>
    {
        var ranking = new CreatorRanking(drawn.Count);
        var before = -1.0;
        foreach (var offer in drawn.Offers)
        {
            var mayEnter = ranking.MayEnter(offer.Score);
            var isKept = ranking.Offer(Ranked.Creator(offer.Id, offer.Score), offer.Sequence, offer.Index);
            var holds = (mayEnter || !isKept)
                && ranking.Threshold is null == ranking.Count < drawn.Count
                && (ranking.Threshold is not { } threshold || (threshold >= before && threshold == ranking.Told()[^1].Score));
            if (!holds)
            {
                return false;
            }

            before = ranking.Threshold ?? before;
        }

        return true;
    });

    [Fact]
    public void IdOrder_OfAnyTwoIds_IsThatOfTheirBytes() =>
        Prop.ForAll((from a in Id from b in Id select (a, b)).ToArbitrary(), pair =>
            Math.Sign(CreatorIdOrder.Compare(pair.a, pair.b))
                == Math.Sign(Encoding.UTF8.GetBytes(pair.a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(pair.b)))).Check(Thousands);

    [Fact]
    public void Drawn_Offers_RepeatCreatorsTieAndOverflow()
    {
        var drawn = Case.Sample(300);
        Assert.Contains(drawn, one => one.Offers.DistinctBy(offer => offer.Id).Count() < one.Offers.Length - 10);
        Assert.Contains(drawn, one => one.Offers.DistinctBy(offer => offer.Id).Count() > one.Count + 10);
        Assert.Contains(drawn, one => !one.Offers.Select(offer => offer.Id).Distinct().Order(StringComparer.Ordinal)
            .SequenceEqual(one.Offers.Select(offer => offer.Id).Distinct().Order(Comparer<string>.Create(CreatorIdOrder.Compare))));
    }

    private static CreatorRanking Rank(int count, Offer[] offers)
    {
        var ranking = new CreatorRanking(count);
        foreach (var offer in offers)
        {
            ranking.Offer(Ranked.Creator(offer.Id, offer.Score), offer.Sequence, offer.Index);
        }

        return ranking;
    }

    private static IEnumerable<Offer> Sorted(int count, Offer[] offers) =>
        offers.GroupBy(offer => offer.Id, StringComparer.Ordinal)
            .Select(same => same.OrderByDescending(offer => offer.Score).ThenBy(offer => offer.Sequence).ThenBy(offer => offer.Index).First())
            .OrderByDescending(offer => offer.Score)
            .ThenBy(offer => Convert.ToHexString(Encoding.UTF8.GetBytes(offer.Id)), StringComparer.Ordinal)
            .Take(count);

    private static void Check(Func<(int Count, Offer[] Offers, Offer[] Shuffled), bool> holds) =>
        Prop.ForAll(Case.ToArbitrary(), drawn => holds(drawn)).Check(Thousands);
}
