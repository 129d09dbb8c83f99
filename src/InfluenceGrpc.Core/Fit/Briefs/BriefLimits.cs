namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>Every limit on the size of a brief, inclusive. Names of brands and regions, topic paths and ids are limited as in
/// profiles, by <see cref="Creators.ProfileLimits"/> and <see cref="Creators.CreatorId"/>.</summary>
public static class BriefLimits
{
    /// <summary>Bytes of UTF-8 of a title.</summary>
    public const int MaxTitleBytes = 200;

    public const int MaxTopics = 200;

    public const int MaxCompetitors = 200;

    public const int MaxRelatedBrands = 200;

    /// <summary>Entries of one dimension of the audience.</summary>
    public const int MaxGroups = 1_000;

    /// <summary>Entries of a list of enum values, each of which may be given once. More than any of those enums has values: a list
    /// that is longer is not worth naming the repetitions of.</summary>
    public const int MaxEnumEntries = 64;

    /// <summary>Languages of which the audience must speak one.</summary>
    public const int MaxLanguages = 100;

    public const int MaxExcludedCreators = 10_000;

    /// <summary>Smallest size that can be preferred, in followers.</summary>
    public const double MinPreferredFollowers = 1;

    /// <summary>Largest size that can be preferred, in followers.</summary>
    public const double MaxPreferredFollowers = Creators.FollowerCount.Max;

    /// <summary>Least standard deviation of ln(followers) around the preferred size.</summary>
    public const double MinLogSpread = 0.05;

    /// <summary>Most of it.</summary>
    public const double MaxLogSpread = 10;
}
