using InfluenceGrpc.Core.Creators.Benchmarks;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Checks a benchmark that is sound by itself against what scores need beyond that: they divide by its figures, and take
/// logarithms of them.</summary>
internal static class PeersValidator
{
    /// <summary>Notes every figure that is out of its bounds.</summary>
    /// <param name="peers">The benchmark; null where it is faulty, which is noted elsewhere.</param>
    /// <param name="path">Its path.</param>
    /// <param name="faults">Takes every fault.</param>
    public static void CheckBounds(EngagementBenchmark? peers, string path, FaultList faults)
    {
        if (peers is null)
        {
            return;
        }

        var checks = new RuleChecks(path, faults);
        checks.Constant("shrinkPosts", peers.ShrinkPosts);
        checks.Constant("defaultSamplePosts", peers.DefaultSamplePosts);
        checks.Required("rateFloor", peers.RateFloor, FitModelLimits.LeastRateFloor, 1);
        for (var i = 0; i < peers.Curves.Count; i++)
        {
            var knots = FaultPath.Join(FaultPath.Item(FaultPath.Join(path, "curves"), i), "knots");
            for (var j = 0; j < peers.Curves[i].Knots.Count; j++)
            {
                CheckKnot(peers.Curves[i].Knots[j], new RuleChecks(FaultPath.Item(knots, j), faults));
            }
        }
    }

    private static void CheckKnot(EngagementKnot knot, RuleChecks checks)
    {
        checks.Required("medianRate", knot.MedianRate, FitModelLimits.LeastMedianRate, FitModelLimits.MostMedianRate);
        checks.Required("logSpread", knot.LogSpread, FitModelLimits.LeastLogSpread, FitModelLimits.MostLogSpread);
    }
}
