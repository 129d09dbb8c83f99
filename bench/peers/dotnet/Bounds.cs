using System.Globalization;

namespace InfluenceGrpc.DotnetPeer;

/// <summary>The bounds of the tiers, in followers, ascending. The JSON API has it too.</summary>
internal sealed class Bounds
{
    private readonly ulong[] bounds;

    private Bounds(ulong[] bounds) => this.bounds = bounds;

    /// <summary>Reads bounds as a command line has them.</summary>
    public static Bounds Read(ReadOnlySpan<string> words)
    {
        var read = new ulong[words.Length];
        for (var i = 0; i < read.Length; i++)
        {
            read[i] = ulong.Parse(words[i], CultureInfo.InvariantCulture);
        }

        return new Bounds(read);
    }

    /// <summary>How many bounds a creator has reached: the position of its tier, 0 below the lowest.</summary>
    public uint OrdinalOf(ulong followers)
    {
        var ordinal = 0u;
        foreach (var bound in bounds)
        {
            ordinal += followers >= bound ? 1u : 0u;
        }

        return ordinal;
    }
}
