namespace InfluenceGrpc.Core.Creators;

/// <summary>The order of creator ids: byte by byte in UTF-8, which is the order of code points. Ordinal comparison of strings is
/// not that order: there, surrogates (U+10000 and above) come before U+E000 to U+FFFF.</summary>
public static class CreatorIdOrder
{
    private const int SurrogatesAboveAll = 0x2000;
    private const int PrivateUseDown = 0x800;

    /// <summary>Below 0 where <paramref name="a"/> comes first, above 0 where <paramref name="b"/> does, 0 where they are the
    /// same. Both must be well-formed Unicode, as valid ids are.</summary>
    public static int Compare(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var same = a.AsSpan().CommonPrefixLength(b);
        return same == a.Length || same == b.Length
            ? a.Length - b.Length
            : Rank(a[same]) - Rank(b[same]);
    }

    // Two strings that differ first in a low surrogate have the same high one before it, so units are all that counts.
    private static int Rank(char unit) => unit switch
    {
        >= '\uE000' => unit - PrivateUseDown,
        >= '\uD800' => unit + SurrogatesAboveAll,
        _ => unit,
    };
}
