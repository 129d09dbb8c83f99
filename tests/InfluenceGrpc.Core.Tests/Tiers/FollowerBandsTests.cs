using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Core.Tests.Tiers;

public sealed class FollowerBandsTests
{
    [Fact]
    public void Classify_ManyCounts_AllocatesNothing()
    {
        var bands = BuiltInTierSchemes.Default.Bands!;
        var followers = Enumerable.Range(0, 10_000).Select(i => (ulong)i * 13).ToArray();
        var ordinals = new byte[followers.Length];
        var margins = new float[followers.Length];

        Assert.Equal(0, Allocated.By(() =>
        {
            bands.Classify(followers, ordinals);
            bands.Margins(followers, margins);
        }));
    }

    [Fact]
    public void Classify_TargetTooShort_IsRefused()
    {
        var bands = BuiltInTierSchemes.Default.Bands!;
        Assert.Throws<ArgumentException>(() => bands.Classify([1, 2], new byte[1]));
        Assert.Throws<ArgumentException>(() => bands.Margins([1, 2], new float[1]));
    }

    [Fact]
    public void Classify_Nothing_IsNothing() => BuiltInTierSchemes.Default.Bands!.Classify([], []);

    [Fact]
    public void Classify_LargestNumber_IsTheHighestTier() =>
        Assert.Equal(6, BuiltInTierSchemes.Default.Bands!.Classify(ulong.MaxValue));

    [Fact]
    public void Classify_SixtyFourTiersWithGaps_FindsEachAndEachGap()
    {
        var bounds = Enumerable.Range(0, 64).Select(i => ((ulong)(i * 10), (ulong?)((i * 10) + 4))).ToArray();
        var bands = TierSchemes.Followers(bounds).Bands!;
        Assert.Equal(127, bands.Edges.Length);
        for (ulong followers = 0; followers < 700; followers++)
        {
            var expected = followers < 640 && followers % 10 <= 4 ? (followers / 10) + 1 : 0;
            Assert.Equal((byte)expected, bands.Classify(followers));
        }
    }

    [Fact]
    public void Margins_SchemeWithoutEdges_AreNaN()
    {
        var margins = new float[2];
        TierSchemes.Followers((0, null)).Bands!.Margins([0, 5], margins);
        Assert.All(margins, margin => Assert.True(float.IsNaN(margin)));
    }

    [Fact]
    public void Margins_AtZeroAndAtAnEdge_AreMinusInfinityAndZero()
    {
        var margins = new float[2];
        BuiltInTierSchemes.Default.Bands!.Margins([0, 500], margins);
        Assert.Equal([float.NegativeInfinity, 0f], margins);
    }
}
