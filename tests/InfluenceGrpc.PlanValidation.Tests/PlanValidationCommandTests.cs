using System.Globalization;

namespace InfluenceGrpc.PlanValidation.Tests;

public sealed class PlanValidationCommandTests
{
    [Fact]
    public void Run_Ratios_PrintsARowAKindWithinWhatIsCertain()
    {
        var (code, output, _) = Run("ratios", "--cases", "3");
        var rows = output.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells[2][0] != '-').ToArray();

        Assert.Equal(0, code);
        Assert.Equal(20, rows.Length);
        Assert.All(rows, cells => Assert.InRange(Number(cells[4]), Number(cells[2]), 1));
        Assert.All(rows, cells => Assert.InRange(Number(cells[5]), Number(cells[4]), 1));
        Assert.All(rows, cells => Assert.True(Number(cells[7]) >= 1));
    }

    [Fact]
    public void Run_RatiosTwice_PrintsTheSame() => Assert.Equal(Run("ratios", "--cases", "2").Output, Run("ratios", "--cases", "2").Output);

    [Fact]
    public void Run_ListsOfAThousand_PrintsARowAnObjective()
    {
        var (code, output, _) = Run("lists", "--most", "1000");
        var rows = output.Split('\n').Where(line => line.StartsWith("| 1,000 | all |", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToArray();

        Assert.Equal(0, code);
        Assert.Equal(4, rows.Length);
        Assert.All(rows, cells => Assert.InRange(Number(cells[9]), 0.1, 4));
        Assert.DoesNotContain("NaN", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("ratio")]
    [InlineData("ratios", "--cases")]
    [InlineData("ratios", "--cases", "0")]
    [InlineData("lists", "--length", "5")]
    public void Run_WrongWords_EndsWithTwo(params string[] words)
    {
        var (code, output, error) = Run(words);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.NotEmpty(error);
    }

    [Fact]
    public void Run_Help_TellsTheExitCodes() => Assert.Contains("with 2 where what was typed is wrong", Run("--help").Output, StringComparison.Ordinal);

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static (int Code, string Output, string Error) Run(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = PlanValidationCommand.Run(words, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
