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
