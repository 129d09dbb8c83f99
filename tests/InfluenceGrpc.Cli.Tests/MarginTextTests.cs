using InfluenceGrpc.Cli.Classify;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>Margins in <c>--out</c>, byte by byte: other clients write the same.</summary>
public class MarginTextTests
{
    [Theory]
    [InlineData(1.3622397f, "1.362240")]
    [InlineData(-0.28768207f, "-0.287682")]
    [InlineData(0f, "0.000000")]
    [InlineData(-1e-7f, "0.000000")]
    [InlineData(12.345678f, "12.345678")]
    [InlineData(0.0078125f, "0.007812")]
    [InlineData(-0.0078125f, "-0.007812")]
    [InlineData(0.0234375f, "0.023438")]
    [InlineData(0.1f, "0.100000")]
    [InlineData(16.118095f, "16.118095")]
    [InlineData(float.NegativeInfinity, "-inf")]
    [InlineData(float.PositiveInfinity, "inf")]
    [InlineData(float.NaN, "")]
    public void Of_Margin_HasSixDecimals(float margin, string expected) => Assert.Equal(expected, MarginText.Of(margin));
}
