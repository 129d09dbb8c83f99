namespace InfluenceGrpc.Performance.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Read_Nothing_MeasuresAllAndWritesThePage()
    {
        var options = PerformanceOptions.Read([], out _)!;

        Assert.Equal("docs/benchmarks.md", options.OutFile);
        Assert.False(options.IsShort);
        Assert.True(options.Rounds >= 5, "medians of five rounds at least");
        Assert.True(options.WarmUp >= TimeSpan.FromSeconds(5), "the runtime's compiler takes as long");
        Assert.True(options.Wants("anything"));
    }

    [Theory]
    [InlineData("--short")]
    [InlineData("--only", "rows")]
    public void Read_PartOfIt_LeavesThePageAlone(params string[] words) => Assert.Null(PerformanceOptions.Read(words, out _)!.OutFile);

    [Fact]
    public void Read_Everything_IsTaken()
    {
        var options = PerformanceOptions.Read(["--rounds", "7", "--short", "--seconds", "0.5", "--only", "ROWS", "--out", "a.md"], out _)!;

        Assert.Equal((7, TimeSpan.FromSeconds(0.5), "a.md", true), (options.Rounds, options.Reading, options.OutFile, options.IsShort));
        Assert.True(options.Wants("C++, rows"));
        Assert.False(options.Wants("C++, follower columns"));
    }

    [Theory]
    [InlineData("--rounds 0 makes no sense.", "--rounds", "0")]
    [InlineData("--seconds x makes no sense.", "--seconds", "x")]
    [InlineData("--loud yes makes no sense.", "--loud", "yes")]
    [InlineData("--out needs a value, or is no option.", "--out")]
    public async Task Run_WrongWords_EndsWithTwoAndSaysWhy(string why, params string[] words)
    {
        var (code, _, error) = await RunAsync(words);

        Assert.Equal(2, code);
        Assert.StartsWith(why, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Help_TellsOfEveryOption()
    {
        var (code, output, _) = await RunAsync("--help");

        Assert.Equal(0, code);
        Assert.All((string[])["--short", "--only", "--rounds", "--seconds", "--out", "--built"], option => Assert.Contains($"  {option}", output, StringComparison.Ordinal));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] words)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        return (await PerformanceCommand.RunAsync(words, output, error), output.ToString(), error.ToString());
    }
}
