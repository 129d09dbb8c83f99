namespace InfluenceGrpc.Core.Creators.Drafts;

/// <inheritdoc cref="Creators.Engagement"/>
public sealed record EngagementDraft
{
    public double? Rate { get; init; }

    public EngagementBasis Basis { get; init; }

    public EngagementStatistic Statistic { get; init; }

    public double? AverageLikes { get; init; }

    public double? AverageComments { get; init; }

    public double? AverageShares { get; init; }

    public double? AverageViews { get; init; }

    public double? AverageReach { get; init; }

    public uint? SamplePosts { get; init; }
}
