using System.Globalization;

namespace InfluenceGrpc.Fuzzing.Drawing;

/// <summary>Numbers at the ends of what types and rules take, and some in between.</summary>
internal static class OddNumbers
{
    private static readonly double[] Fractions =
    [
        0, -0.0, 1, -1, 0.5, 1e-9, 1e-300, double.Epsilon, -double.Epsilon, 2.2250738585072014E-308, 0.9999999999999999, 1.0000000000000002, 1.0000001, 100, 1e6, 1e10,
        1e12, 1e15, 1e16, 1e38, 3.5e38, 1e300, double.MaxValue, double.MinValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity, float.MaxValue, float.Epsilon,
    ];

    private static readonly ulong[] Whole =
    [
        0, 1, 2, 3, 63, 64, 65, 127, 128, 255, 256, 999, 1_000, 10_000, 65_535, 65_536, int.MaxValue, 2_147_483_648, uint.MaxValue, 4_294_967_296,
        10_000_000_000, 10_000_000_001, 253_402_300_799, 253_402_300_800, 315_576_000_000, long.MaxValue, 9_223_372_036_854_775_808, ulong.MaxValue - 1, ulong.MaxValue,
    ];

    // No number of .NET's, but numbers of JSON's.
    private static readonly string[] Written =
        ["1e400", "-1e400", "1e-400", "-0", "0.0000000000000000000000000000001", "123456789012345678901234567890", "1E+2", "2026.5", "1.0", "10000000000.0"];

    /// <summary>Any fraction.</summary>
    public static double Fraction(Random random) =>
        random.Chance(0.6) ? random.Pick(Fractions) : random.Chance(0.5) ? random.NextDouble() : BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));

    /// <summary>Any whole number.</summary>
    public static ulong Count(Random random) =>
        random.Chance(0.6) ? random.Pick(Whole) : (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);

    /// <summary>Any number as JSON writes it.</summary>
    public static string Json(Random random)
    {
        var fraction = Fraction(random);
        return random.Next(4) switch
        {
            0 => random.Pick(Written),
            1 => Count(random).ToString(CultureInfo.InvariantCulture),
            _ => double.IsFinite(fraction) ? fraction.ToString("R", CultureInfo.InvariantCulture) : "1e309",
        };
    }
}
