namespace InfluenceGrpc.Core.Creators;

/// <summary>Shares by key: each in [0, 1], together at most 1.001; the rest is unlisted. Sorted by key (ordinal), so that no
/// result depends on the order a map came in. Never empty: nothing known is a null distribution.</summary>
public sealed class Distribution
{
    private readonly string[] keys;
    private readonly float[] shares;

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

    /// <summary>The share of a key; null when it is not listed, which is not the same as 0.</summary>
    public float? Share(string key)
    {
        var index = Array.BinarySearch(keys, key, StringComparer.Ordinal);
        return index < 0 ? null : shares[index];
    }
}
