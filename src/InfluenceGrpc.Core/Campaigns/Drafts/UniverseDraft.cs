using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Campaigns.Drafts;

/// <summary>A target as given, unchecked.</summary>
public sealed record UniverseDraft
{
    public double? People { get; init; }

    /// <summary>Null where none was given.</summary>
    public AudienceDimension? Dimension { get; init; }

    public IReadOnlyList<UniverseSegmentDraft>? Segments { get; init; }
}
