namespace InfluenceGrpc.Core.Fit.Derivation;

/// <summary>How often keys occur among creators of whom something is told: sums of shares, and no more than that.</summary>
/// <remarks>Sums are whole numbers of 2^-40, so that they do not depend on the order in which creators come: a share is off by
/// 10^-12 at most.</remarks>
internal sealed class KeyCounts
{
    private const double Unit = 1L << 40;

    private readonly Dictionary<string, (long Sum, int Creators)> counts = new(StringComparer.Ordinal);

    /// <summary>Creators that tell something, with keys or without.</summary>
    public int Tellers { get; private set; }

    /// <summary>Whether a key came up when there was no room for another one.</summary>
    public bool IsFull { get; private set; }

    /// <summary>All keys that occur.</summary>
    public IEnumerable<string> Keys => counts.Keys;

    /// <summary>Notes creators that tell something.</summary>
    public void AddTellers(int times) => Tellers += times;

    /// <summary>Notes the share that a key has with each of so many creators; 0 is nothing.</summary>
    public void Add(string key, double share, int times)
    {
        var units = (long)(share * Unit);
        if (units <= 0)
        {
            return;
        }

        if (!counts.TryGetValue(key, out var count) && counts.Count == DerivationLimits.MaxKeys)
        {
            IsFull = true;
            return;
        }

        counts[key] = (count.Sum + (units * times), count.Creators + times);
    }

    /// <summary>Creators that have a key.</summary>
    public int CreatorsWith(string key) => counts.TryGetValue(key, out var count) ? count.Creators : 0;

    /// <summary>Mean share of a key over the creators that tell, [0, 1]; 0 where none of them has it.</summary>
    public double MeanOf(string key) => counts.TryGetValue(key, out var count) ? Math.Min(1, count.Sum / Unit / Tellers) : 0;
}
