using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Tests.Campaigns.Reach;

public sealed class PairBoundsTests
{
    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(3_000);

    // Each number is a person: which of the sets hold it are its bits.
    private static readonly Gen<(int Count, int[] People)> Population =
        from count in Gen.Choose(1, 8)
        from size in Gen.Choose(0, 60)
        from people in Gen.Choose(0, (1 << count) - 1).ArrayOf(size)
        select (count, people);

    [Fact]
    public void Bounds_OfAnySets_HoldTheirUnion() => Prop.ForAll(Population.ToArbitrary(), drawn =>
    {
        var (sum, common, both, sizes) = Sums(drawn.Count, drawn.People);
        var union = drawn.People.Count(person => person != 0);
        return PairBounds.Lower(sum, common) <= union + 1e-9 && PairBounds.LowerOfSome(sizes, both) <= union + 1e-9 && PairBounds.Upper(sum, drawn.Count, both) >= union - 1e-9;
    }).Check(Thousands);

    [Theory]
    [InlineData(2, new[] { 1, 1, 3, 2, 0 }, 4, 4)]
    [InlineData(3, new[] { 1, 2, 4 }, 3, 3)]
    [InlineData(3, new[] { 3, 6 }, 2, 2)]
    [InlineData(3, new[] { 7 }, 1, 1)]
    [InlineData(3, new[] { 3, 6, 5 }, 3, 4)]
    public void Bounds_OfPlainSets_AreThese(int count, int[] people, double lower, double upper)
    {
        var (sum, common, both, _) = Sums(count, people);

        Assert.Equal(lower, PairBounds.Lower(sum, common), 1e-12);
        Assert.Equal(upper, PairBounds.Upper(sum, count, both), 1e-12);
    }

    [Fact]
    public void Bounds_OfOneSet_AreItsSize()
    {
        Assert.Equal(7, PairBounds.Lower(7, 0));
        Assert.Equal(7, PairBounds.Upper(7, 1, [0]));
        Assert.Equal(0, PairBounds.Lower(0, 0));
    }

    // The third lies within what the first two share; the last is apart.
    [Theory]
    [InlineData(2, new[] { 1, 3, 2 }, 3)]
    [InlineData(3, new[] { 1, 7, 3, 2 }, 4)]
    [InlineData(4, new[] { 1, 7, 3, 2, 8 }, 5)]
    public void LowerOfSome_OfPlainSets_IsThatOfTheBestOfThem(int count, int[] people, double lower)
    {
        var (_, _, both, sizes) = Sums(count, people);

        Assert.Equal(lower, PairBounds.LowerOfSome(sizes, both), 1e-12);
    }

    private static (double Sum, double Common, double[] Both, double[] Sizes) Sums(int count, int[] people)
    {
        var (sum, common, both, sizes) = (0.0, 0.0, new double[count * count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            sum += sizes[i] = people.Count(person => (person >> i & 1) != 0);
            for (var j = i + 1; j < count; j++)
            {
                common += both[(i * count) + j] = both[(j * count) + i] = people.Count(person => (person >> i & 1) != 0 && (person >> j & 1) != 0);
            }
        }

        return (sum, common, both, sizes);
    }
}
