using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>Lines on a terminal of some width, and where there is none.</summary>
public class InkTests
{
    private const string Sentence = "one two three four five six seven eight nine ten eleven twelve";

    [Fact]
    public void Line_NoTerminal_IsNeverWrapped() => Assert.Equal($"  {Sentence}\n", Write(null, colours: false));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Line_NarrowTerminal_GoesOnBelowItsOwnBeginning(bool colours)
    {
        var lines = Write(40, colours).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.StartsWith("  ", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 40));
        Assert.Equal(Sentence, string.Join(' ', lines.Select(line => line.Trim())));
    }

    [Fact]
    public void Line_WithoutColours_HasNoEscapes()
    {
        var output = new StringWriter();
        Ink.On(output, colours: false, width: 80).Line("  [bold]a[/] [red]b[/]");

        Assert.Equal("  a b", output.ToString().TrimEnd());
    }

    private static string Write(int? width, bool colours)
    {
        var output = new StringWriter { NewLine = "\n" };
        Ink.On(output, colours, width).Line($"  {Sentence}");
        return output.ToString();
    }
}
