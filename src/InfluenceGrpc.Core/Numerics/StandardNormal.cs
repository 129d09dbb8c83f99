namespace InfluenceGrpc.Core.Numerics;

/// <summary>The standard normal distribution.</summary>
public static class StandardNormal
{
    private const double RationalUpTo = 7.07106781186547;

    /// <summary>Φ(x), the share of a standard normal population below x, in [0, 1]; absolute error below 1e-14.
    /// NaN gives NaN, -∞ gives 0 and +∞ gives 1.</summary>
    /// <remarks>Hart's rational approximation 5666 with West's continued fraction for the tail (G. West, "Better
    /// approximations to cumulative normal functions", Wilmott, 2005). Chosen over a series because it has no loop.</remarks>
    public static double Cdf(double x)
    {
        if (double.IsNaN(x))
        {
            return double.NaN;
        }

        var upperTail = UpperTail(Math.Abs(x));
        return x > 0 ? 1 - upperTail : upperTail;
    }

    /// <summary>1 - Φ(z) for z in [0, ∞].</summary>
    private static double UpperTail(double z)
    {
        if (z > 37)
        {
            return 0;
        }

        var density = PortableMath.Exp(-z * z / 2);
        if (z >= RationalUpTo)
        {
            return density / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))) / 2.506628274631;
        }

        var numerator = ((((((3.52624965998911E-02 * z + 0.700383064443688) * z + 6.37396220353165) * z + 33.912866078383) * z
            + 112.079291497871) * z + 221.213596169931) * z) + 220.206867912376;
        var denominator = (((((((8.83883476483184E-02 * z + 1.75566716318264) * z + 16.064177579207) * z + 86.7807322029461) * z
            + 296.564248779674) * z + 637.333633378831) * z + 793.826512519948) * z) + 440.413735824752;
        return density * numerator / denominator;
    }
}
