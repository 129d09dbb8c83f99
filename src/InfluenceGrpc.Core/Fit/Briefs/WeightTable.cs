namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>How much keys are wanted: each in [0, 1] and not all 0. Sorted by key (ordinal); never empty.</summary>
public sealed class WeightTable
{
    private readonly string[] keys;
    private readonly double[] weights;

    /// <summary>Takes both arrays over, sorted by key and checked.</summary>
    internal WeightTable(string[] sortedKeys, double[] weights)
    {
        keys = sortedKeys;
        this.weights = weights;
    }

    /// <summary>How many keys there are, at least 1.</summary>
    public int Count => keys.Length;

    /// <summary>Keys in ordinal order.</summary>
    public ReadOnlySpan<string> Keys => keys;

    /// <summary>Weights in the order of <see cref="Keys"/>.</summary>
    public ReadOnlySpan<double> Weights => weights;
}
