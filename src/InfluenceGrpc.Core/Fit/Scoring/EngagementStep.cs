using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Step 2.3: engagement against peers of the same platform and size.</summary>
internal static class EngagementStep
{
    /// <summary>The 90th percentile of a standard normal distribution: the ends of an interval of 80 %.</summary>
    public const double Ninetieth = 1.2815515655446004;

    /// <summary>Fills in the engagement figure, and the component's only part.</summary>
    public static void Evaluate(CompiledBrief brief, CreatorProfile profile, FitFigures into)
    {
        var rule = brief.Model.Engagement;
        var figure = into.Engagement = Figure(rule.Benchmark, profile, into.LogFollowers);
        if (figure.Rate is not { } rate)
        {
            return;
        }

        into[FitComponent.Engagement].Filling[0] = Part(figure, rule.Prior);
        if (figure.Distance > rule.AnomalySpreads)
        {
            into.Note(CautionFlag.EngagementAnomaly);
        }

        if (rate.SamplePosts < brief.Model.Caution.FewPosts)
        {
            into.Note(CautionFlag.FewPosts);
        }
    }

    /// <summary>The percentile as a part, here and of proximity.</summary>
    /// <remarks>A creator's own level is normal around the shrunk rate with variance s²·(1 - w): with no posts at all that is
    /// the peers' own spread, and the interval the prior's.</remarks>
    public static PartFigure Part(EngagementFigure figure, Models.Prior prior)
    {
        var reach = Ninetieth * Math.Sqrt(1 - figure.Weight);
        var down = figure.Percentile - StandardNormal.Cdf(figure.Distance - reach);
        var up = StandardNormal.Cdf(figure.Distance + reach) - figure.Percentile;
        return new PartFigure
        {
            Known = true,
            Value = figure.Percentile,
            Down = Math.Min(down, prior.Mean - prior.Low),
            Up = Math.Min(up, prior.High - prior.Mean),
        };
    }

    private static EngagementFigure Figure(Creators.Benchmarks.EngagementBenchmark benchmark, CreatorProfile profile, double logFollowers)
    {
        if (profile.Followers is null || profile.Platform == Platform.Unspecified)
        {
            return default;
        }

        foreach (var basis in EngagementRate.BasesInOrder)
        {
            if (benchmark.Find(profile.Platform, basis) is { } curve && EngagementRate.Of(profile, basis) is { } rate)
            {
                var (median, spread) = curve.AtLog(logFollowers);
                var (weight, distance) = benchmark.Shrink(rate.Rate, median, spread, rate.SamplePosts);
                return new(
                    HasPeers: true, rate, median, spread, weight, distance, median * PortableMath.Exp(distance * spread), StandardNormal.Cdf(distance));
            }
        }

        if (benchmark.Find(profile.Platform, EngagementBasis.Followers) is not { } peers)
        {
            return default;
        }

        var (usual, usualSpread) = peers.AtLog(logFollowers);
        return new(HasPeers: true, Rate: null, usual, usualSpread, Weight: 0, Distance: 0, ExpectedRate: usual, Percentile: 0.5);
    }
}
