using InfluenceGrpc.Core.Json;

namespace InfluenceGrpc.Core.Creators.Benchmarks;

/// <summary>Reads an engagement benchmark inside a file: the proto3 JSON mapping of <c>influence.v1.EngagementBenchmark</c>.</summary>
internal static class EngagementBenchmarkJson
{
    private static readonly ProtoEnumNames<Platform> Platforms = new("PLATFORM_");
    private static readonly ProtoEnumNames<EngagementBasis> Bases = new("ENGAGEMENT_BASIS_");

    /// <summary>The benchmark as given, unchecked.</summary>
    public static EngagementBenchmarkDraft Read(StrictJsonObject json) => new()
    {
        Curves = json.Objects("curves", curve => new EngagementCurveDraft
        {
            Platform = curve.Enum("platform", Platforms) ?? Platform.Unspecified,
            Basis = curve.Enum("basis", Bases) ?? EngagementBasis.Unspecified,
            Knots = curve.Objects("knots", knot => new EngagementKnotDraft
            {
                Followers = knot.UInt64("followers") ?? 0,
                MedianRate = knot.Number("medianRate") ?? 0,
                LogSpread = knot.Number("logSpread") ?? 0,
            }),
            Source = curve.Text("source"),
            Year = curve.UInt32("year") ?? 0,
        }),
        ShrinkPosts = json.Number("shrinkPosts") ?? 0,
        DefaultSamplePosts = json.Number("defaultSamplePosts") ?? 0,
        RateFloor = json.Number("rateFloor") ?? 0,
    };
}
