using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Creators.Benchmarks;

/// <summary>What engagement is usual among peers of the same platform and size: log-normal around a median that varies with
/// followers. Built from data by <see cref="EngagementBenchmarkValidator"/>; this is step 2.3 of the scoring model.</summary>
public sealed class EngagementBenchmark
{
    internal EngagementBenchmark()
    {
    }

    /// <summary>At most one for each platform and basis.</summary>
    public required IReadOnlyList<EngagementCurve> Curves { get; init; }

    /// <summary>k in w = n/(n + k): how many posts a creator's own rate needs to weigh as much as the peers' median. (0, ∞).</summary>
    public required double ShrinkPosts { get; init; }

    /// <summary>n, in posts, when the sample size is not known. (0, ∞).</summary>
    public required double DefaultSamplePosts { get; init; }

    /// <summary>The smallest rate told apart from none, (0, 1): a rate below it, 0 included, counts as this, since ln 0 has no value.</summary>
    public required double RateFloor { get; init; }

    /// <summary>The curve for a platform and basis; null when nobody measured it.</summary>
    public EngagementCurve? Find(Platform platform, EngagementBasis basis)
    {
        // By number: asked for every creator, and an enumerator of a list behind an interface takes memory.
        for (var i = 0; i < Curves.Count; i++)
        {
            if (Curves[i].Platform == platform && Curves[i].Basis == basis)
            {
                return Curves[i];
            }
        }

        return null;
    }

    /// <summary>The share of peers with a lower rate, (0, 1): Φ((ln er* - ln m)/s) with ln er* = w·ln er + (1 - w)·ln m,
    /// w = n/(n + k).</summary>
    /// <param name="curve">The peers, from <see cref="Find"/>.</param>
    /// <param name="rate">The creator's rate on the curve's basis, [0, ∞).</param>
    /// <param name="samplePosts">n, or null when not known.</param>
    /// <param name="followers">The creator's size; outside the curve's knots its ends hold.</param>
    public double Percentile(EngagementCurve curve, double rate, double? samplePosts, ulong followers)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var (median, spread) = curve.At(followers);
        return StandardNormal.Cdf(Shrink(rate, median, spread, samplePosts).Distance);
    }

    /// <summary>How far a rate lies above the peers' median once it is shrunk towards it.</summary>
    /// <param name="rate">The creator's rate, [0, ∞).</param>
    /// <param name="median">m, the peers' median.</param>
    /// <param name="spread">s, the peers' spread of ln(rate).</param>
    /// <param name="samplePosts">n, or null when not known.</param>
    /// <returns>w, what the creator's posts count against the median, and (ln er* - ln m)/s.</returns>
    internal (double Weight, double Distance) Shrink(double rate, double median, double spread, double? samplePosts)
    {
        var n = samplePosts ?? DefaultSamplePosts;
        var weight = n / (n + ShrinkPosts);

        // ln er* - ln m = w·(ln er - ln m): the shrunk rate never has to be computed itself.
        return (weight, weight * (PortableMath.Log(Math.Max(rate, RateFloor)) - PortableMath.Log(median)) / spread);
    }
}
