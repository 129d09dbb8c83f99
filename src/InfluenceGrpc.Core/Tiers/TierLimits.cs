namespace InfluenceGrpc.Core.Tiers;

/// <summary>Every limit on a tier scheme, inclusive.</summary>
public static class TierLimits
{
    public const int MaxTiers = 64;

    public const int MaxNotes = 32;

    /// <summary>Quantiles of a reference population, at least 2.</summary>
    public const int MaxQuantiles = 1_000;

    /// <summary>Bytes of UTF-8 of a title or label.</summary>
    public const int MaxTitleBytes = 200;

    /// <summary>Bytes of UTF-8 of a source, an address, a note or a description.</summary>
    public const int MaxTextBytes = 1_000;

    /// <summary>Schemes in a catalog, the built-in ones included.</summary>
    public const int MaxSchemes = 256;
}
