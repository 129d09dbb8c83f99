using InfluenceGrpc.Core.Creators.Benchmarks;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Tells clients what engagement is usual among peers, as tier schemes and fit models hold it.</summary>
internal static class EngagementBenchmarkWriter
{
    /// <summary>The whole benchmark.</summary>
    public static V1.EngagementBenchmark Write(EngagementBenchmark benchmark)
    {
        var written = new V1.EngagementBenchmark
        {
            ShrinkPosts = benchmark.ShrinkPosts,
            DefaultSamplePosts = benchmark.DefaultSamplePosts,
            RateFloor = benchmark.RateFloor,
        };
        foreach (var curve in benchmark.Curves)
        {
            var writtenCurve = new V1.EngagementCurve
            {
                Platform = (V1.Platform)curve.Platform,
                Basis = (V1.EngagementBasis)curve.Basis,
                Source = curve.Source,
                Year = curve.Year,
            };
            writtenCurve.Knots.AddRange(curve.Knots.Select(knot => new V1.EngagementKnot
            {
                Followers = knot.Followers,
                MedianRate = knot.MedianRate,
                LogSpread = knot.LogSpread,
            }));
            written.Curves.Add(writtenCurve);
        }

        return written;
    }
}
