namespace InfluenceGrpc.Core.Creators.Benchmarks;

/// <summary>A curve as given, unchecked.</summary>
public sealed record EngagementCurveDraft
{
    public Platform Platform { get; init; }

    public EngagementBasis Basis { get; init; }

    public IReadOnlyList<EngagementKnotDraft>? Knots { get; init; }

    public string? Source { get; init; }

    public uint Year { get; init; }
}
