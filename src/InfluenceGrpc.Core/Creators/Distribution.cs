using System.Threading;

namespace InfluenceGrpc.Core.Creators;

/// <summary>Shares by key: each in [0, 1], together at most 1.001; the rest is unlisted. Sorted by key (ordinal), so that no
/// result depends on the order a map came in. Never empty: nothing known is a null distribution.</summary>
public sealed class Distribution
{
    private readonly string[] keys;
    private readonly float[] shares;
    private double selfSimilarity = double.NaN;
    private KnownConcentration? concentration;

    /// <summary>Takes both arrays over, sorted and checked by <see cref="DistributionValidator"/>.</summary>
    internal Distribution(string[] sortedKeys, float[] shares)
    {
        keys = sortedKeys;
        this.shares = shares;
    }

    public int Count => keys.Length;

    /// <summary>Keys in ordinal order.</summary>
    public ReadOnlySpan<string> Keys => keys;

    /// <summary>Shares in the order of <see cref="Keys"/>.</summary>
    public ReadOnlySpan<float> Shares => shares;

    /// <summary>Figures that follow from it alone, worked out once for all briefs that it is scored by: profiles in memory are scored often.</summary>
    /// <param name="work">Works it out; never NaN.</param>
    internal double SelfSimilarity(Func<Distribution, double> work)
    {
        // Whoever works it out at the same time comes to the same bits.
        if (Volatile.Read(ref selfSimilarity) is var known && !double.IsNaN(known))
        {
            return known;
        }

        var worked = work(this);
        Volatile.Write(ref selfSimilarity, worked);
        return worked;
    }

    /// <inheritdoc cref="SelfSimilarity"/>
    /// <param name="categories">Among how many: a model's, so mostly the same.</param>
    /// <param name="work">Works it out.</param>
    internal double Concentration(uint categories, Func<Distribution, uint, double> work)
    {
        if (Volatile.Read(ref concentration) is { } known && known.Categories == categories)
        {
            return known.Value;
        }

        var worked = new KnownConcentration(categories, work(this, categories));
        Volatile.Write(ref concentration, worked);
        return worked.Value;
    }

    /// <summary>The share of a key; null when it is not listed, which is not the same as 0.</summary>
    public float? Share(string key)
    {
        var index = Array.BinarySearch(keys, key, StringComparer.Ordinal);
        return index < 0 ? null : shares[index];
    }

    private sealed record KnownConcentration(uint Categories, double Value);
}
