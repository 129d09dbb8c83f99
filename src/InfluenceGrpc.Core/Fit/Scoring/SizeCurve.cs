using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>A figure that varies with size: linear in ln(followers) between knots, constant outside them.</summary>
internal sealed class SizeCurve
{
    private readonly double[] logFollowers;
    private readonly double[] values;

    /// <param name="knots">From small to large; at least one.</param>
    public SizeCurve(ReadOnlySpan<(ulong Followers, double Value)> knots)
    {
        logFollowers = new double[knots.Length];
        values = new double[knots.Length];
        for (var i = 0; i < knots.Length; i++)
        {
            logFollowers[i] = PortableMath.Log(knots[i].Followers);
            values[i] = knots[i].Value;
        }
    }

    /// <summary>The figure at a size.</summary>
    public double At(ulong followers) => AtLog(PortableMath.Log(followers));

    /// <summary>The figure at a size of which the logarithm is known; -∞ for 0.</summary>
    public double AtLog(double x)
    {
        if (x <= logFollowers[0])
        {
            return values[0];
        }

        for (var right = 1; right < logFollowers.Length; right++)
        {
            if (x <= logFollowers[right])
            {
                var t = (x - logFollowers[right - 1]) / (logFollowers[right] - logFollowers[right - 1]);
                return values[right - 1] + (t * (values[right] - values[right - 1]));
            }
        }

        return values[^1];
    }
}
