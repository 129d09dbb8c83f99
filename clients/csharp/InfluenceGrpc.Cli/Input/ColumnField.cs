namespace InfluenceGrpc.Cli.Input;

/// <summary>What is looked for in the columns of a file. The first three are all that classification asks for.</summary>
internal enum ColumnField
{
    Followers,
    Id,
    Platform,
    Version,
    ObservedAt,
    AverageLikes,
    AverageComments,
    AverageShares,
    AverageViews,
    AverageReach,
    EngagementRate,
    EngagementBasis,
    SamplePosts,
    Topics,
    Countries,
    Languages,
    SponsoredShare,
    Prices,
}
