namespace InfluenceGrpc.Core.Creators.Benchmarks;

/// <summary>An engagement benchmark as given, unchecked.</summary>
public sealed record EngagementBenchmarkDraft
{
    public IReadOnlyList<EngagementCurveDraft>? Curves { get; init; }

    public double ShrinkPosts { get; init; }

    public double DefaultSamplePosts { get; init; }

    public double RateFloor { get; init; }
}
