using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;

namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>Step 2: which share of a creator's audience is in the target.</summary>
/// <remarks>The product over the dimensions that the brief asks for, segments in place of the one that they divide. What a profile
/// does not tell is the model's prior.</remarks>
internal sealed class InTargetRule
{
    private readonly IAudienceTarget[] targets;
    private readonly Prior[] priors;
    private readonly double frechetShare;

    public InTargetRule(CompiledBrief brief, Universe universe)
    {
        targets = universe.Dimension is { } divided
            ? [
                .. brief.Audience.Where(target => target.Dimension != divided),
                SegmentKeys.TargetOf(divided, universe.Segments.Select(segment => segment.Key)),
            ]
            : [.. brief.Audience];
        priors = [.. targets.Select(target => brief.Model.Audience.Dimensions[(int)target.Dimension].Prior)];
        frechetShare = brief.Model.Audience.FrechetShare;
    }

    /// <summary>The share; 1 where everybody is in the target.</summary>
    public Estimate ShareOf(Audience? audience)
    {
        Span<double> shares = stackalloc double[targets.Length];
        Span<double> lows = stackalloc double[targets.Length];
        Span<double> highs = stackalloc double[targets.Length];
        var (product, sum, least) = (1.0, 0.0, 1.0);
        for (var i = 0; i < targets.Length; i++)
        {
            (shares[i], lows[i], highs[i]) = audience is not null && targets[i].In(audience) is { } known
                ? (known.Share, known.Share, known.Share + Math.Min(known.Unlisted, priors[i].High - priors[i].Mean))
                : (priors[i].Mean, priors[i].Low, priors[i].High);
            product *= shares[i];
            sum += shares[i];
            least = Math.Min(least, shares[i]);
        }

        if (targets.Length == 0)
        {
            return new Estimate(1, 1, 1);
        }

        // Each dimension moves the product by itself; what the dimensions have to do with each other moves it between the Fréchet
        // bounds. All of these add up as the root of the sum of their squares.
        var down = frechetShare * (product - Math.Max(0, sum - (targets.Length - 1)));
        var up = frechetShare * (least - product);
        var (downSquared, upSquared) = (down * down, up * up);
        for (var i = 0; i < targets.Length; i++)
        {
            var others = ProductWithout(i, shares);
            downSquared += Square(others * (shares[i] - lows[i]));
            upSquared += Square(others * (highs[i] - shares[i]));
        }

        return new Estimate(
            product, Math.Max(0, product - Math.Sqrt(downSquared)), Math.Clamp(product + Math.Sqrt(upSquared), product, 1));
    }

    private static double ProductWithout(int left, ReadOnlySpan<double> shares)
    {
        var product = 1.0;
        for (var i = 0; i < shares.Length; i++)
        {
            product *= i == left ? 1 : shares[i];
        }

        return product;
    }

    private static double Square(double x) => x * x;
}
