namespace InfluenceGrpc.Core.Numerics;

/// <summary>Logarithm and exponential that give the same bits on every machine.</summary>
/// <remarks>
/// <see cref="Math.Log(double)"/> and <see cref="Math.Exp(double)"/> are the platform's: their last bit differs between
/// systems, and on one system between processors with and without fused multiply-add. A score must not. These are the
/// algorithms of fdlibm (e_log.c and e_exp.c, "Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed
/// at SunPro, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this software is freely
/// granted, provided that this notice is preserved."), with errors below 1 ulp. They are made of additions,
/// multiplications and divisions alone, which IEEE 754 fixes to the bit and .NET does not fuse.
/// </remarks>
public static class PortableMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.44269504088896338700e+00;
    private const double ExpOverflow = 7.09782712893383973096e+02;
    private const double ExpUnderflow = -7.45133219101941108420e+02;
    private const int ExponentBias = 1023;
    private const int FractionBits = 52;

    /// <summary>ln(x); NaN below 0, -∞ at 0.</summary>
    public static double Log(double x)
    {
        if (!(x > 0) || !double.IsFinite(x))
        {
            return x == 0 ? double.NegativeInfinity : x < 0 ? double.NaN : x;
        }

        // 1. x = 2^k·(1 + f) with 1 + f in [√2/2, √2).
        var k = 0;
        if (!double.IsNormal(x))
        {
            x *= 18014398509481984.0; // 2^54
            k = -54;
        }

        var bits = BitConverter.DoubleToInt64Bits(x);
        var high = (int)(bits >> 32);
        k += (high >> 20) - ExponentBias;
        high &= 0x000fffff;
        var carry = (high + 0x95f64) & 0x100000;
        var f = BitConverter.Int64BitsToDouble(((long)(high | (carry ^ 0x3ff00000)) << 32) | (bits & 0xffffffff)) - 1.0;
        k += carry >> 20;
        double dk = k;

        // 2. Very near 1 the series ends early.
        if ((0x000fffff & (2 + high)) < 3)
        {
            if (f == 0)
            {
                return k == 0 ? 0 : (dk * Ln2High) + (dk * Ln2Low);
            }

            var small = f * f * (0.5 - (0.33333333333333333 * f));
            return k == 0 ? f - small : (dk * Ln2High) - ((small - (dk * Ln2Low)) - f);
        }

        // 3. ln(1 + f) = f - s·(f - R) with s = f/(2 + f), R a polynomial in s².
        var s = f / (2.0 + f);
        var z = s * s;
        var w = z * z;
        var odd = w * (3.999999999940941908e-01 + (w * (2.222219843214978396e-01 + (w * 1.531383769920937332e-01))));
        var even = z * (6.666666666666735130e-01
            + (w * (2.857142874366239149e-01 + (w * (1.818357216161805012e-01 + (w * 1.479819860511658591e-01))))));
        var r = even + odd;
        if (((high - 0x6147a) | (0x6b851 - high)) > 0)
        {
            var half = 0.5 * f * f;
            return k == 0
                ? f - (half - (s * (half + r)))
                : (dk * Ln2High) - ((half - ((s * (half + r)) + (dk * Ln2Low))) - f);
        }

        return k == 0 ? f - (s * (f - r)) : (dk * Ln2High) - (((s * (f - r)) - (dk * Ln2Low)) - f);
    }

    /// <summary>e to the power of x.</summary>
    public static double Exp(double x)
    {
        if (!double.IsFinite(x))
        {
            return x < 0 ? 0 : x;
        }

        if (x > ExpOverflow)
        {
            return double.PositiveInfinity;
        }

        if (x < ExpUnderflow)
        {
            return 0;
        }

        // 1. x = k·ln 2 + r with |r| at most ln(2)/2, r in two parts.
        var k = 0;
        double high = x, low = 0;
        var magnitude = (int)(BitConverter.DoubleToInt64Bits(x) >> 32) & 0x7fffffff;
        if (magnitude > 0x3fd62e42)
        {
            k = magnitude < 0x3ff0a2b2 ? (x < 0 ? -1 : 1) : (int)((InverseLn2 * x) + (x < 0 ? -0.5 : 0.5));
            high = x - (k * Ln2High);
            low = k * Ln2Low;
        }
        else if (magnitude < 0x3e300000)
        {
            return 1 + x;
        }

        // 2. e^r by a rational function. 3. Times 2^k.
        var r = high - low;
        var t = r * r;
        var c = r - (t * (1.66666666666666019037e-01 + (t * (-2.77777777770155933842e-03 + (t * (6.61375632143793436117e-05
            + (t * (-1.65339022054652515390e-06 + (t * 4.13813679705723846039e-08)))))))));
        return k == 0
            ? 1 - ((r * c / (c - 2.0)) - r)
            : Scale(1 - ((low - (r * c / (2.0 - c))) - high), k);
    }

    /// <summary>x to the power of y, for x in [0, ∞) and y in (0, ∞).</summary>
    public static double Power(double x, double y) => Exp(y * Log(x));

    // In two steps where 2^k itself is no normal number.
    private static double Scale(double y, int k) => k switch
    {
        > ExponentBias => y * 2 * PowerOfTwo(k - 1),
        < -1021 => y * PowerOfTwo(k + 1000) * 9.33263618503218878990e-302, // 2^-1000
        _ => y * PowerOfTwo(k),
    };

    private static double PowerOfTwo(int k) => BitConverter.Int64BitsToDouble((long)(k + ExponentBias) << FractionBits);
}
