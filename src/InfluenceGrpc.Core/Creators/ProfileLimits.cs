namespace InfluenceGrpc.Core.Creators;

/// <summary>Every limit on the size of a creator profile, inclusive.</summary>
public static class ProfileLimits
{
    /// <summary>Entries of one distribution (topics, countries, regions, languages, interests).</summary>
    public const int MaxShares = 1_000;

    /// <summary>Prices of a creator.</summary>
    public const int MaxPrices = 64;

    /// <summary>Brand relations of a creator.</summary>
    public const int MaxBrandRelations = 1_000;

    /// <summary>Safety flags of a creator.</summary>
    public const int MaxSafetyFlags = 64;

    /// <summary>Bytes of UTF-8 of a brand, a region, or a whole topic path.</summary>
    public const int MaxNameBytes = 128;

    /// <summary>Segments of a topic path.</summary>
    public const int MaxTopicDepth = 8;

    /// <summary>An engagement rate, as a fraction.</summary>
    public const double MaxEngagementRate = 1e6;

    /// <summary>Likes, comments, shares, views or reach of a post.</summary>
    public const double MaxAverage = 1e12;

    /// <summary>How far a share may lie off what was meant, being a float, or a sum of floats.</summary>
    public const double ShareRounding = 1e-6;

    /// <summary>How far above 1 the shares of a distribution may sum, for rounding.</summary>
    public const double SumTolerance = 1e-3;
}
