using InfluenceGrpc.Core.Campaigns.Reach;
using static InfluenceGrpc.Core.Tests.Campaigns.Reach.Sets;

namespace InfluenceGrpc.Core.Tests.Campaigns.Reach;

public sealed class NetReachTests
{
    [Fact]
    public void Of_OneCreator_IsWhatItReaches()
    {
        Assert.Equal(300, Net(Whole(20_000), AudienceOverlaps.None, Creator("a", 300)));
        Assert.Equal(20_000, Net(Whole(20_000), AudienceOverlaps.None, Creator("a", 30_000)));
    }

    // 20,000·(1 - 0.9·0.8)
    [Fact]
    public void Of_TwoByChance_IsSainsbury() =>
        Assert.Equal(5_600, Net(Whole(20_000), AudienceOverlaps.None, Creator("a", 2_000), Creator("b", 4_000)), 1e-9);

    // Of a's 1,000 followers 400 follow b; 0.5·0.2 of those see both posts.
    [Fact]
    public void Of_TwoWithAKnownOverlap_IsTheirSumWithoutWhatTheyShare() =>
        Assert.Equal(
            500 + 600 - 40,
            Net(Whole(20_000), Overlaps(("a", "b", 0.4)), Creator("a", 500, audience: 1_000), Creator("b", 600, audience: 3_000)),
            1e-9);

    [Theory]
    [InlineData(0, 1_500)]
    [InlineData(1, 1_000)]
    public void Of_TwoThatPostToAllTheirFollowers_FollowsTheOverlap(double share, double net) =>
        Assert.Equal(net, Net(Whole(20_000), Overlaps(("a", "b", share)), Creator("a", 500), Creator("b", 1_000)), 1e-9);

    // Ten have to be in both, whatever the overlap says.
    [Fact]
    public void Of_TwoThatDoNotFitIntoTheTargetApart_ShareWhatTheyMust() =>
        Assert.Equal(100, Net(Whole(100), Overlaps(("a", "b", 0)), Creator("a", 60), Creator("b", 50)), 1e-9);

    // 0.1 + 10^10 - 10^10 is not 0.1.
    [Fact]
    public void Of_OneThatReachesTheWholeTarget_IsTheTarget() => Assert.Equal(
        1e10, Net(Whole(1e10), Overlaps(("a", "b", 0), ("b", "c", 1), ("a", "c", 0.5)), Creator("a", 0.1), Creator("b", 1e10), Creator("c", 0.3)));

    // Of a million followers in a target of 100,000 the half is reached, and the small creator's are all among them.
    [Fact]
    public void Of_AnAudienceLargerThanTheTarget_TakesItForTheTarget() => Assert.Equal(
        50_000 + 1_000 - 500,
        Net(Whole(100_000), Overlaps(("a", "b", 1)), Creator("a", 50_000, audience: 1_000_000), Creator("b", 1_000)),
        1e-6);

    [Fact]
    public void Of_ThreeApart_IsTheirSum() => Assert.Equal(
        990,
        Net(Whole(1_000), Overlaps(("a", "b", 0), ("b", "c", 0), ("a", "c", 0)), Creator("a", 330), Creator("b", 330), Creator("c", 330)),
        1e-9);

    [Fact]
    public void Of_ThreeWithTheSameFollowers_IsTheWidest() => Assert.Equal(
        300,
        Net(Whole(1_000), Overlaps(("a", "b", 1), ("b", "c", 1), ("a", "c", 1)), Creator("a", 300), Creator("b", 300), Creator("c", 300)),
        1e-9);

    // c follows what a and b share: 194,000 + 194,000 - 95,000 are certain, and c adds nobody.
    [Theory]
    [InlineData(293_000)]
    [InlineData(400_000)]
    [InlineData(2_000_000)]
    public void Of_AThirdWithinWhatTwoShare_IsWhatTheTwoReach(double people)
    {
        var overlaps = Overlaps(("a", "b", 95.0 / 194), ("a", "c", 1), ("b", "c", 1));

        var forecast = Forecast(Whole(people), overlaps, Creator("a", 194_000), Creator("b", 194_000), Creator("c", 95_000));

        Assert.Equal(293_000, forecast.NetInTargetReach.Value, 1e-6);
        Assert.Equal(0, forecast.Creators[2].Adds, 1e-6);
    }

    // Two of them fill the target already, whatever the overlaps say.
    [Theory]
    [InlineData(60, 60, 50, 0)]
    [InlineData(60, 50, 1, 0.1)]
    [InlineData(99, 30, 30, 0.9)]
    public void Of_ThreeOfWhomTwoDoNotFitIntoTheTargetApart_IsTheTarget(double a, double b, double c, double share) => Assert.Equal(
        100, Net(Whole(100), Overlaps(("a", "b", share), ("b", "c", share), ("a", "c", share)), Creator("a", a), Creator("b", b), Creator("c", c)), 1e-9);

    // 0.01^200 is no number any more; the pairs still say that all reach the same people.
    [Fact]
    public void Of_TwoHundredThatReachNearlyEverybody_GoesByThePairs()
    {
        string[] ids = [.. Enumerable.Range(0, 200).Select(i => $"c{i:D3}")];
        var overlaps = Overlaps([.. ids.SelectMany((first, i) => ids[(i + 1)..].Select(second => (first, second, 1.0)))]);

        Assert.Equal(990, Net(Whole(1_000), overlaps, [.. ids.Select(id => Creator(id, 990))]), 1e-6);
    }

    // The part that audiences come from holds the widest of them: 300 of either segment, and not 200.
    [Fact]
    public void Of_ANicheSmallerThanItsWidestCreator_IsAsWideAsThat()
    {
        CreatorReach[] creators = [Creator("a", 300, null, 1, 0), Creator("b", 300, null, 0, 1), Creator("c", 100, null, 0.5, 0.5)];

        Assert.Equal(600, new NetReach(Interests(("art", 1_000), ("food", 1_000)), creators, AudienceOverlaps.None).Of([300, 300, 100], 0.2), 1e-9);
    }

    [Fact]
    public void Of_CreatorsInDifferentSegments_IsTheirSum() => Assert.Equal(
        1_500,
        Net(Interests(("art", 1_000), ("food", 1_000)), AudienceOverlaps.None, Creator("a", 700, null, 1, 0), Creator("b", 800, null, 0, 1)),
        1e-9);

    [Theory]
    [InlineData(OverlapBasis.Exact)]
    [InlineData(OverlapBasis.Exact, "ab")]
    [InlineData(OverlapBasis.Chance, "", "abc")]
    [InlineData(OverlapBasis.SomePairs, "ab", "abc")]
    [InlineData(OverlapBasis.Pairs, "ab bc ac", "abc")]
    public void Basis_OfASet_SaysWhatIsKnown(OverlapBasis basis, string known = "", string? creators = null)
    {
        creators ??= known.Length > 0 ? known : "a";
        var overlaps = Overlaps([.. known.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => (pair[..1], pair[1..], 0.2))]);

        Assert.Equal(basis, Forecast(Whole(1_000), overlaps, [.. creators.Select(id => Creator(id.ToString(), 10))]).OverlapBasis);
    }
}
