using InfluenceGrpc.Fuzzing;

namespace InfluenceGrpc.Fuzz.Tests;

public sealed class FuzzingCommandTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task RunAsync_OneKind_PrintsItsLine()
    {
        var (code, output, error) = await RunAsync("--kind", "codec", "--seconds", "1", "--seed", "3");

        Assert.Equal(0, code);
        Assert.Matches("^codec +[0-9,]+ cases, 0 found", output);
        Assert.Empty(error);
    }

    [Fact]
    public async Task RunAsync_OneCase_RunsItAlone()
    {
        var (code, output, _) = await RunAsync("--kind", "brief", "--case", "17");

        Assert.Equal(0, code);
        Assert.Matches("^brief +1 cases, 0 found", output);
    }

    [Theory]
    [InlineData("--kind")]
    [InlineData("--kind", "protobuf")]
    [InlineData("--seconds", "0")]
    [InlineData("--seed", "-1")]
    [InlineData("--cases", "5")]
    public async Task RunAsync_WrongWords_EndsWithTwo(params string[] words)
    {
        var (code, output, error) = await RunAsync(words);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task RunAsync_Help_TellsEveryKindAndTheExitCodes()
    {
        var (code, output, _) = await RunAsync("--help");

        Assert.Equal(0, code);
        Assert.All(FuzzKinds.Names, kind => Assert.Contains($"      {kind} ", output, StringComparison.Ordinal));
        Assert.Contains("with 1 where something was", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] words)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await FuzzingCommand.RunAsync(words, output, error, default).WaitAsync(Patience);
        return (code, output.ToString(), error.ToString());
    }
}
