using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Tests.Tiers;

public sealed class ReferencePopulationTests
{
    private static readonly ReferencePopulation Population =
        new("test", 100, [new(0.1, 100), new(0.5, 10_000), new(0.9, 1_000_000)]);

    [Theory]
    [InlineData(0.1, 100)]
    [InlineData(0.5, 10_000)]
    [InlineData(0.9, 1_000_000)]
    [InlineData(0.3, 1_000)] // halfway between 100 and 10,000 in ln
    [InlineData(0.7, 100_000)]
    [InlineData(0.2, 317)] // 100·10^0.5 = 316.2, rounded up
    [InlineData(0, 0)]
    public void FollowersAt_Share_IsExactAtQuantilesAndLogLinearBetween(double share, ulong expected) =>
        Assert.Equal(expected, Population.FollowersAt(share));

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.95)]
    [InlineData(double.NaN)]
    public void FollowersAt_OutsideTheQuantiles_Throws(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Population.FollowersAt(share));

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(100, 0.1)]
    [InlineData(1_000, 0.3)]
    [InlineData(10_000, 0.5)]
    [InlineData(100_000, 0.7)]
    [InlineData(1_000_000, 0.9)]
    [InlineData(5_000_000, 0.9)]
    public void ShareBelow_Followers_InvertsAndEndsAtTheEnds(ulong followers, double expected) =>
        Assert.Equal(expected, Population.ShareBelow(followers), 1e-12);

    [Fact]
    public void Bounds_BetweenQuantiles_AgreeWithShares()
    {
        for (var share = 0.101; share < 0.9; share += 0.001)
        {
            var bound = Population.FollowersAt(share);
            Assert.True(Population.ShareBelow(bound) >= share - 1e-9);
            Assert.True(Population.ShareBelow(bound - 1) < share);
        }
    }
}
