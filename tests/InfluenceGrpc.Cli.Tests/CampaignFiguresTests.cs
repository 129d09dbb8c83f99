using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>Figures of campaigns, and columns of text.</summary>
public sealed class CampaignFiguresTests
{
    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(0.0042, "0.0042")]
    [InlineData(0.0042678, "0.00427")]
    [InlineData(0.5, "0.50")]
    [InlineData(0.9996, "1.00")]
    [InlineData(1.005, "1.01")]
    [InlineData(1234.567, "1,234.57")]
    public void Fine_AnyFigure_HasTwoDecimalsOrThreeDigitsThatTell(double value, string expected) => Assert.Equal(expected, CampaignFigures.Fine(value));

    [Theory]
    [InlineData(12.5, "12.50 NOK")]
    [InlineData(12, "12 NOK")]
    [InlineData(0.004, "0.004 NOK")]
    public void Money_AnyAmount_HasItsCurrency(double amount, string expected) => Assert.Equal(expected, CampaignFigures.Money(amount, "NOK"));

    [Theory]
    [InlineData("ann", 3)]
    [InlineData("\u65e5\u672c", 4)]
    [InlineData("\U0001F389", 2)]
    [InlineData("\U0001D4D0", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("\uFFE6\u2E80\U00030000", 6)]
    public void Of_AnyText_IsItsColumns(string text, int columns) => Assert.Equal(columns, CellWidth.Of(text));

    [Fact]
    public void Shorten_WideText_KeepsWholeCharactersWithinTheColumns()
    {
        Assert.Equal("\u65e5...", CellWidth.Shorten("\u65e5\u672c\u8a9e\u8a9e", 6));
        Assert.Equal("\u65e5\u672c\u8a9e", CellWidth.Shorten("\u65e5\u672c\u8a9e", 6));
    }
}
