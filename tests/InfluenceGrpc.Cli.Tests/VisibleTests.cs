using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>What comes from outside cannot command the terminal.</summary>
public class VisibleTests(CliServer server) : IClassFixture<CliServer>
{
    private const string Attack = "\u001b]0;owned\u0007\u009b31m";
    private const string Harmless = @"\u001b]0;owned\u0007\u009b31m";

    [Theory]
    [InlineData("Åse 🎉 \\u", "Åse 🎉 \\u")]
    [InlineData(Attack, Harmless)]
    [InlineData("a\u202eb\u200bc\u2028d\u2029\u00ad\u00a0", "a\\u202eb\\u200bc\\u2028d\\u2029\\u00ad\u00a0")]
    [InlineData("\U000E0041\U0001F389", "\\ue0041\U0001F389")]
    [InlineData("a\r\nerror: b\t\u007f", @"a\u000d\u000aerror: b\u0009\u007f")]
    public void Of_AnyText_HasNoControlCharacters(string text, string visible) => Assert.Equal(visible, Visible.Of(text));

    [Fact]
    public void Of_HalfOfACharacter_IsWrittenByItsNumber() => Assert.Equal(@"a\ud83cb", Visible.Of("a\ud83cb"));

    [Theory]
    [InlineData($"followers\n{Attack}\n", "line 2: ")]
    [InlineData($"id{Attack},posts\n1,2\n", "The columns are: 'id")]
    public async Task Classify_ControlCharactersInTheInput_AreShownAndNotObeyed(string text, string expected)
    {
        var file = server.Write("attack.csv", text);
        var (output, bad) = (server.PathOf("attack-out.csv"), server.PathOf("attack-bad.csv"));

        var run = await CliRun.AsAsync(server.Address, "classify", file, "--out", output, "--bad-rows", bad);

        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Contains(Harmless, run.Error, StringComparison.Ordinal);
        AssertHarmless(run);
    }

    [Fact]
    public async Task Classify_ControlCharactersInTheInput_StayInTheFiles()
    {
        var file = server.Write("kept.csv", $"id,followers\n{Attack},1000\n{Attack},abc\n");
        var (output, bad) = (server.PathOf("kept-out.csv"), server.PathOf("kept-bad.csv"));

        await CliRun.AsAsync(server.Address, "classify", file, "--out", output, "--bad-rows", bad);

        Assert.Contains(Attack, await File.ReadAllTextAsync(output), StringComparison.Ordinal);
        Assert.Contains(Attack, await File.ReadAllTextAsync(bad), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("classify", $"{Attack}.csv")]
    [InlineData("tier", $"{Attack}")]
    [InlineData("schemes", $"{Attack}")]
    [InlineData("tier", "1000", $"--output={Attack}")]
    public async Task AnyCommand_ControlCharactersInTheArguments_AreShownAndNotObeyed(params string[] args)
    {
        var run = await CliRun.AsAsync(server.Address, args);

        Assert.Contains(Harmless, run.Error, StringComparison.Ordinal);
        AssertHarmless(run);
    }

    [Fact]
    public void Plain_TextOfTheServer_IsNeitherObeyedNorMarkup() => Assert.Equal($"[[red]]{Harmless.Replace("]", "]]", StringComparison.Ordinal)}", Ink.Plain($"[red]{Attack}"));

    private static void AssertHarmless(CliRun run) =>
        Assert.DoesNotContain(run.Error + run.Output, character => char.IsControl(character) && character != '\n');
}
