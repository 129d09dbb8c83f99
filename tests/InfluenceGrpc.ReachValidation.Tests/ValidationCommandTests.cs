namespace InfluenceGrpc.ReachValidation.Tests;

public sealed class ValidationCommandTests
{
    [Theory]
    [InlineData]
    [InlineData("net", "--populations")]
    [InlineData("net", "--populations", "0")]
    [InlineData("intervals", "--seed", "x")]
    [InlineData("niche", "--share", "1")]
    [InlineData("plan")]
    public void Run_WrongWords_EndsWithTwoAndSaysWhatIsWrong(params string[] words)
    {
        var (code, output, error) = Run(words);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains("--", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Help_TellsTheExitCodes() => Assert.Contains("with 2 where what was typed is wrong", Run("--help").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("net", 55)]
    [InlineData("intervals", 45)]
    [InlineData("niche", 8)]
    public void Run_FewPopulations_PrintsWholeTablesTheSameEachTime(string command, int rows)
    {
        var (code, output, _) = Run(command, "--populations", "2");

        Assert.Equal(0, code);
        Assert.Equal(rows, output.Split('\n').Count(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains(" %", StringComparison.Ordinal)));
        Assert.DoesNotContain("NaN", output, StringComparison.Ordinal);
        Assert.Equal(output, Run(command, "--populations", "2").Output);
    }

    [Fact]
    public void Run_AnotherSeed_DrawsOthers() =>
        Assert.NotEqual(Run("net", "--populations", "1").Output, Run("net", "--populations", "1", "--seed", "2").Output);

    private static (int Code, string Output, string Error) Run(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = ValidationCommand.Run(words, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
