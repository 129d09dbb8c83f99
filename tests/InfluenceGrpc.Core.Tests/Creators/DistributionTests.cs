using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Tests.Creators;

/// <summary>What follows from shares alone is worked out once.</summary>
public sealed class DistributionTests
{
    private readonly Distribution shares = new(["a", "b"], [0.5f, 0.25f]);

    [Fact]
    public void SelfSimilarity_AskedAgain_IsNotWorkedOutAgain()
    {
        Assert.Equal(0.75, shares.SelfSimilarity(of => of.Shares[0] + of.Shares[1]));
        Assert.Equal(0.75, shares.SelfSimilarity(_ => throw new InvalidOperationException()));
    }

    [Fact]
    public void Concentration_OfOtherCategories_IsItsOwn()
    {
        foreach (var categories in (uint[])[10, 20, 10])
        {
            Assert.Equal(categories / 2.0, shares.Concentration(categories, (of, among) => of.Shares[0] * among));
            Assert.Equal(categories / 2.0, shares.Concentration(categories, (_, _) => throw new InvalidOperationException()));
        }
    }
}
