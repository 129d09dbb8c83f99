using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Tests.Input;

public class FollowerCountParserTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("12345", 12_345)]
    [InlineData("0042", 42)]
    [InlineData("12,345", 12_345)]
    [InlineData("1,234,567", 1_234_567)]
    [InlineData("1 234 567", 1_234_567)]
    [InlineData("1.234.567", 1_234_567)]
    [InlineData("1'234'567", 1_234_567)]
    [InlineData("1\u2019234\u2019567", 1_234_567)]
    [InlineData("1_234_567", 1_234_567)]
    [InlineData("12\u00A0345", 12_345)]
    [InlineData("12\u202F345", 12_345)]
    [InlineData("12\u2009345", 12_345)]
    [InlineData("12,34,567", 1_234_567)]
    [InlineData("+1,000", 1_000)]
    [InlineData(" 12 ", 12)]
    [InlineData("\u00A012\u200B", 12)]
    [InlineData("\uFEFF12", 12)]
    [InlineData("=\"123\"", 123)]
    [InlineData("=\"12,345\"", 12_345)]
    [InlineData("=123", 123)]
    [InlineData("'123", 123)]
    [InlineData("\"123\"", 123)]
    [InlineData("3.2M", 3_200_000)]
    [InlineData("3,2M", 3_200_000)]
    [InlineData("475.8m", 475_800_000)]
    [InlineData("12.5k", 12_500)]
    [InlineData("12.5 K", 12_500)]
    [InlineData("1B", 1_000_000_000)]
    [InlineData("1.5bn", 1_500_000_000)]
    [InlineData("10B", 10_000_000_000)]
    [InlineData("2 million", 2_000_000)]
    [InlineData("1,2 mio", 1_200_000)]
    [InlineData("2 mrd", 2_000_000_000)]
    [InlineData("12k followers", 12_000)]
    [InlineData("1,234 Subscribers", 1_234)]
    [InlineData("5e5", 500_000)]
    [InlineData("1.2E+06", 1_200_000)]
    [InlineData("1,2e6", 1_200_000)]
    [InlineData("12345.0", 12_345)]
    [InlineData("1,234.56", 1_235)]
    [InlineData("1.234,56", 1_235)]
    [InlineData("1 234,5", 1_235)]
    [InlineData("2.5", 3)]
    [InlineData("3.5", 4)]
    [InlineData("0.4", 0)]
    [InlineData(".5k", 500)]
    [InlineData("1.0005k", 1_001)]
    [InlineData("10000000000", 10_000_000_000)]
    public void Parse_NumberAsPeopleWriteIt_IsRead(string cell, long expected)
    {
        var count = FollowerCountParser.Parse(cell);

        Assert.Null(count.Fault);
        Assert.Equal((ulong)expected, count.Value);
    }

    // One mark that may be either: it divides groups if exactly three digits follow, one to three precede it without a
    // leading zero, and no multiplier, exponent or unit applies.
    [Theory]
    [InlineData("1.234", 0, 1_234)]
    [InlineData("1,234", 0, 1_234)]
    [InlineData("123.456", 0, 123_456)]
    [InlineData("1.23", 0, 1)]
    [InlineData("1.2345", 0, 1)]
    [InlineData("1234.567", 0, 1_235)]
    [InlineData("0.234", 0, 0)]
    [InlineData("1.234M", 0, 1_234_000)]
    [InlineData("1,234k", 0, 1_234)]
    [InlineData("1.234e3", 0, 1_234)]
    [InlineData("1.234", 6, 1_234_000)]
    [InlineData("475.8", 6, 475_800_000)]
    [InlineData("12.5", 3, 12_500)]
    [InlineData("12.5k", 6, 12_500)]
    [InlineData("1,234,567k", 0, 1_234_567_000)]
    public void Parse_AmbiguousMark_FollowsTheRule(string cell, int unit, long expected) =>
        Assert.Equal((ulong)expected, FollowerCountParser.Parse(cell, (FollowerUnit)unit).Value);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u00A0")]
    [InlineData("N/A")]
    [InlineData("NA")]
    [InlineData("n.a.")]
    [InlineData("-")]
    [InlineData("\u2013")]
    [InlineData("\u2014")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("None")]
    [InlineData("nan")]
    [InlineData("NaN")]
    [InlineData("?")]
    [InlineData("#N/A")]
    [InlineData("#VALUE!")]
    [InlineData("#VALOR!")]
    [InlineData("#REF!")]
    [InlineData("#DIV/0!")]
    [InlineData("#NAME?")]
    [InlineData("=\"\"")]
    [InlineData("unknown")]
    public void Parse_CellThatTellsNothing_IsMissingAndNotZero(string cell) =>
        Assert.Equal(FollowerCount.Missing, FollowerCountParser.Parse(cell));

    [Theory]
    [InlineData("abc", "is not a follower count")]
    [InlineData("five", "is not a follower count")]
    [InlineData("1.2.3M", "is not a follower count")]
    [InlineData("1,23,4", "is not a follower count")]
    [InlineData("1,2345,678", "is not a follower count")]
    [InlineData("1,234 567", "is not a follower count")]
    [InlineData("1,,234", "is not a follower count")]
    [InlineData(",", "is not a follower count")]
    [InlineData("1e", "is not a follower count")]
    [InlineData("1e99999999999", "is not a follower count")]
    [InlineData("k", "is not a follower count")]
    [InlineData("12x", "is not a follower count")]
    [InlineData("1-2", "is not a follower count")]
    [InlineData("0x1F", "is not a follower count")]
    [InlineData("=A1+B1", "is not a follower count")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789", "is not a follower count")]
    [InlineData("-5", "negative")]
    [InlineData("\u22125", "negative")]
    [InlineData("10000000001", "above 10 billion")]
    [InlineData("10.1B", "above 10 billion")]
    [InlineData("11000M", "above 10 billion")]
    [InlineData("1e999", "above 10 billion")]
    [InlineData("99999999999999999999", "above 10 billion")]
    public void Parse_CellThatIsNoCount_TellsWhy(string cell, string reason)
    {
        var count = FollowerCountParser.Parse(cell);

        Assert.True(count.IsBad);
        Assert.Null(count.Value);
        Assert.Contains(reason, count.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_AnyCountInAnyGrouping_IsReadBack()
    {
        var random = new Random(17);
        for (var i = 0; i < 20_000; i++)
        {
            var count = (ulong)Math.Exp(random.NextDouble() * Math.Log(FollowerCountParser.Max));
            foreach (var separator in new[] { ",", ".", " ", "'", "\u202F" })
            {
                var text = count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture).Replace(",", separator, StringComparison.Ordinal);
                Assert.Equal(count, FollowerCountParser.Parse(text).Value);
            }
        }
    }

    [Fact]
    public void Parse_AnyText_DoesNotThrow()
    {
        const string alphabet = "0123456789.,' _-+eEkKmMbB#!?/=\"\u00A0\u202Fax%";
        var random = new Random(18);
        for (var i = 0; i < 100_000; i++)
        {
            var text = string.Create(random.Next(0, 40), random, (span, r) =>
            {
                foreach (ref var c in span)
                {
                    c = alphabet[r.Next(alphabet.Length)];
                }
            });
            var count = FollowerCountParser.Parse(text, (FollowerUnit)(3 * random.Next(0, 4)));
            Assert.True(count.Value is null or <= FollowerCountParser.Max);
        }
    }
}
