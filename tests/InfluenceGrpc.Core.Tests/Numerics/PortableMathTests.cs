using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Tests.Numerics;

/// <summary>Right to the last bits, and the same everywhere.</summary>
public sealed class PortableMathTests
{
    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(20_000);

    private static readonly Gen<double> AnyDouble =
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        select BitConverter.Int64BitsToDouble(((long)high << 32) | (uint)low);

    [Fact]
    public void Log_AnyPositive_IsWithinTwoUlpOfThePlatforms() => Check(AnyDouble.Select(Math.Abs), PortableMath.Log, Math.Log);

    [Fact]
    public void Log_AroundOne_IsWithinTwoUlpOfThePlatforms() =>
        Check(Gen.Choose(-1_000_000, 1_000_000).Select(n => 1 + (n / 1e7)), PortableMath.Log, Math.Log);

    [Fact]
    public void Exp_AnySize_IsWithinTwoUlpOfThePlatforms() =>
        Check(Gen.Choose(-750_000_000, 715_000_000).Select(n => n / 1e6), PortableMath.Exp, Math.Exp);

    [Fact]
    public void Exp_AroundZero_IsWithinTwoUlpOfThePlatforms() =>
        Check(Gen.Choose(-1_000_000, 1_000_000).Select(n => n / 1e6), PortableMath.Exp, Math.Exp);

    [Theory]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(1, 0)]
    [InlineData(-1, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Log_AtTheEdges_IsThatOfIeee(double x, double expected) => Assert.Equal(expected, PortableMath.Log(x));

    [Theory]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(0, 1)]
    [InlineData(-746, 0)]
    [InlineData(710, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Exp_AtTheEdges_IsThatOfIeee(double x, double expected) => Assert.Equal(expected, PortableMath.Exp(x));

    // Of fdlibm, and of no platform: a machine on which one of these is another computes other scores.
    [Theory]
    [InlineData(0.0394, 0xC009DF35DE0E7E58)]
    [InlineData(10_000, 0x40226BB1BBB55516)]
    [InlineData(0.9999999, 0xBE7AD7F2B1049B9F)]
    public void Log_Golden(double x, ulong bits) => Assert.Equal($"{bits:X16}", $"{BitConverter.DoubleToUInt64Bits(PortableMath.Log(x)):X16}");

    [Theory]
    [InlineData(-0.35, 0x3FE68CCE09671F71)]
    [InlineData(1, 0x4005BF0A8B14576A)]
    [InlineData(-7.25, 0x3F47455FE323FAFE)]
    public void Exp_Golden(double x, ulong bits) => Assert.Equal($"{bits:X16}", $"{BitConverter.DoubleToUInt64Bits(PortableMath.Exp(x)):X16}");

    private static void Check(Gen<double> gen, Func<double, double> ours, Func<double, double> platforms) =>
        Prop.ForAll(gen.ToArbitrary(), x => Distance(ours(x), platforms(x)) <= 2).Check(Thousands);

    // In units in the last place.
    private static long Distance(double a, double b) =>
        a.Equals(b) ? 0 : double.IsNaN(a) || double.IsNaN(b) || Math.Sign(a) != Math.Sign(b) ? long.MaxValue
        : Math.Abs(BitConverter.DoubleToInt64Bits(a) - BitConverter.DoubleToInt64Bits(b));
}
