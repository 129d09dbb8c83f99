using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Creators.Benchmarks;

/// <summary>The peers' engagement on one platform and basis, by size.</summary>
public sealed class EngagementCurve
{
    private readonly double[] logFollowers;

    internal EngagementCurve(Platform platform, EngagementBasis basis, IReadOnlyList<EngagementKnot> knots, string source, uint year)
    {
        Platform = platform;
        Basis = basis;
        Knots = knots;
        Source = source;
        Year = year;
        logFollowers = [.. knots.Select(knot => PortableMath.Log(knot.Followers))];
    }

    public Platform Platform { get; }

    public EngagementBasis Basis { get; }

    /// <summary>From small to large; at least one.</summary>
    public IReadOnlyList<EngagementKnot> Knots { get; }

    /// <summary>Who measured it.</summary>
    public string Source { get; }

    /// <summary>The year of the measurement.</summary>
    public uint Year { get; }

    /// <summary>Median rate m and spread s of ln(rate) at a size: linear in ln(followers) between knots, constant outside them.</summary>
    public (double MedianRate, double LogSpread) At(ulong followers) => AtLog(PortableMath.Log(followers));

    /// <summary>The same at a size of which the logarithm is known; -∞ for 0.</summary>
    internal (double MedianRate, double LogSpread) AtLog(double x)
    {
        var last = logFollowers.Length - 1;
        if (x <= logFollowers[0])
        {
            return (Knots[0].MedianRate, Knots[0].LogSpread);
        }

        if (x >= logFollowers[last])
        {
            return (Knots[last].MedianRate, Knots[last].LogSpread);
        }

        var right = 1;
        while (x > logFollowers[right])
        {
            right++;
        }

        var t = (x - logFollowers[right - 1]) / (logFollowers[right] - logFollowers[right - 1]);
        return (
            Knots[right - 1].MedianRate + (t * (Knots[right].MedianRate - Knots[right - 1].MedianRate)),
            Knots[right - 1].LogSpread + (t * (Knots[right].LogSpread - Knots[right - 1].LogSpread)));
    }
}
