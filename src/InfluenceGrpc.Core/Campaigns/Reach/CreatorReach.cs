using InfluenceGrpc.Core.Fit.Scoring;

namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>What one creator does for a campaign by itself. Made by <see cref="ReachEstimator"/>.</summary>
public sealed class CreatorReach
{
    private readonly double[] segmentShares;

    internal CreatorReach(double[] segmentShares) => this.segmentShares = segmentShares;

    /// <summary>Whom.</summary>
    public required string CreatorId { get; init; }

    /// <summary>People that one deliverable reaches, anybody; [0, 10^12].</summary>
    public required double People { get; init; }

    /// <summary>Whether that is the profile's own average.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>Share of them that is in the target, [0, 1].</summary>
    public required Estimate TargetShare { get; init; }

    /// <summary>People in the target who follow the creator, [0, 10^12].</summary>
    public required double TargetAudience { get; init; }

    /// <summary>Engagements of anybody, [0, ∞); null where they cannot be told.</summary>
    public required double? Engagements { get; init; }

    /// <summary>Standard deviation of ln(engagements), [0, ∞).</summary>
    public required double EngagementsLogSpread { get; init; }

    /// <summary>The component credibility, imputed where nothing is known; [0, 1].</summary>
    public required double Credibility { get; init; }

    /// <summary>What the deliverable costs, [0, ∞); null where it is not known or the brief asks for no cost.</summary>
    public required decimal? Price { get; init; }

    /// <summary>[0, 100].</summary>
    public required double Score { get; init; }

    /// <summary>Constraints that are not met; empty for the eligible.</summary>
    public required FlagSet<IneligibilityReason> Ineligibilities { get; init; }

    /// <summary>How those in the target are divided among its segments: one a segment, in [0, 1], together 1.</summary>
    internal ReadOnlySpan<double> SegmentShares => segmentShares;
}
