namespace InfluenceGrpc.Core.Creators.Benchmarks;

/// <summary>A knot as given, unchecked.</summary>
public sealed record EngagementKnotDraft
{
    public ulong Followers { get; init; }

    public double MedianRate { get; init; }

    public double LogSpread { get; init; }
}
