using InfluenceGrpc.Core.Fit.Briefs;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Weights by key, where a key covers longer ones that go on after a separator: "sport" covers "sport/running",
/// "pt" covers "pt-BR". The longest key that covers decides.</summary>
internal sealed class PrefixTable
{
    private readonly string[] keys;
    private readonly double[] weights;
    private readonly char separator;
    private readonly bool ignoreCase;

    /// <param name="table">Keys and weights; in lower case where case is ignored.</param>
    /// <param name="separator">What parts the segments of a key.</param>
    /// <param name="ignoreCase">Whether the case of ASCII letters tells nothing.</param>
    public PrefixTable(WeightTable table, char separator, bool ignoreCase)
    {
        keys = table.Keys.ToArray();
        weights = table.Weights.ToArray();
        this.separator = separator;
        this.ignoreCase = ignoreCase;
        MostWanted = weights.Max();
    }

    /// <summary>The greatest weight.</summary>
    public double MostWanted { get; }

    /// <summary>The weight of a key; 0 where nothing covers it.</summary>
    public double Of(ReadOnlySpan<char> key)
    {
        for (var end = key.Length; end > 0; end = key[..end].LastIndexOf(separator))
        {
            if (Find(key[..end]) is >= 0 and var place)
            {
                return weights[place];
            }
        }

        return 0;
    }

    private int Find(ReadOnlySpan<char> key)
    {
        var (low, high) = (0, keys.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = Compare(keys[middle], key);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private int Compare(ReadOnlySpan<char> mine, ReadOnlySpan<char> given)
    {
        if (!ignoreCase)
        {
            return mine.SequenceCompareTo(given);
        }

        for (var i = 0; i < mine.Length && i < given.Length; i++)
        {
            var other = char.IsAsciiLetterUpper(given[i]) ? (char)(given[i] | 0x20) : given[i];
            if (mine[i] != other)
            {
                return mine[i] - other;
            }
        }

        return mine.Length - given.Length;
    }
}
