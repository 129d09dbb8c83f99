namespace InfluenceGrpc.Core.Creators;

/// <summary>How the audience reacts: a stated rate with its basis, or averages per post, or both.</summary>
public sealed record Engagement
{
    internal Engagement()
    {
    }

    /// <summary>Engagements a post over <see cref="Basis"/>, [0, ∞); 0.03 is 3 %. Above 1 is possible.</summary>
    public double? Rate { get; init; }

    /// <summary>What <see cref="Rate"/> divides by; known whenever the rate is.</summary>
    public EngagementBasis Basis { get; init; }

    public EngagementStatistic Statistic { get; init; }

    /// <summary>Likes a post, [0, ∞).</summary>
    public double? AverageLikes { get; init; }

    /// <summary>Comments a post, [0, ∞).</summary>
    public double? AverageComments { get; init; }

    /// <summary>Shares (reposts) a post, [0, ∞).</summary>
    public double? AverageShares { get; init; }

    /// <summary>Views a post, [0, ∞).</summary>
    public double? AverageViews { get; init; }

    /// <summary>Accounts that a post reaches, [0, ∞). They may be more than followers.</summary>
    public double? AverageReach { get; init; }

    /// <summary>Posts behind the figures, at least 1.</summary>
    public uint? SamplePosts { get; init; }
}
