namespace InfluenceGrpc.FitValidation.Tests;

public sealed class ValidationCommandTests
{
    private const string Header = "creator_id,platform,category,followers,avg_likes,avg_comments";

    [Theory]
    [InlineData("engagement", "No creator has an engagement rate")]
    [InlineData("intervals", "0 creators have all of category")]
    [InlineData("stability", "Ranks take two creators at least")]
    public void Run_FileWithoutUsableCreators_SaysWhatIsMissingAndEndsWithOne(string command, string message)
    {
        using var empty = new TextFile(Header);
        using var bare = new TextFile(Header, "a,instagram,other,,,", "b,instagram,other,0,,");
        foreach (var file in new[] { empty, bare })
        {
            var (code, output, error) = Run(command, file.Path);

            Assert.Equal(1, code);
            Assert.StartsWith(message, error, StringComparison.Ordinal);
            Assert.DoesNotContain("NaN", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Run_Stability_DividesByAsManyAsThereAre()
    {
        using var file = new TextFile([Header, .. Creators(49)]);
        var (code, output, _) = Run("stability", file.Path);

        Assert.Equal(0, code);
        Assert.Contains("of the best 49, all there are, still among them", output, StringComparison.Ordinal);
        Assert.Equal(3, output.Split('\n').Count(line => line.TrimEnd().EndsWith("| 100 % |", StringComparison.Ordinal)));
    }

    [Fact]
    public void Run_IntervalsOfFewCreators_PrintsNoNaN()
    {
        using var file = new TextFile([Header, .. Creators(4)]);
        var (code, output, _) = Run("intervals", file.Path);

        Assert.Equal(0, code);
        Assert.Contains("| 0 | | | |", output, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("intervals")]
    [InlineData("rank", "a.csv")]
    [InlineData("brands", "a.csv")]
    [InlineData("brands", "a.csv", "b.csv", "--seed", "x")]
    public void Run_WrongWords_EndsWithTwo(params string[] words) => Assert.Equal(2, Run(words).Code);

    [Theory]
    [InlineData("intervals", "absent.csv")]
    [InlineData("brands", "absent.csv", "absent.csv")]
    [InlineData("brands", "a.csv", "b.csv", "--model", "absent.json")]
    public void Run_FileThatIsNotThere_EndsWithOneAndNamesIt(params string[] words)
    {
        var (code, _, error) = Run(words);

        Assert.Equal(1, code);
        Assert.Contains("absent.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Help_TellsTheExitCodes() => Assert.Contains("with 2 where what was typed is wrong", Run("--help").Output, StringComparison.Ordinal);

    private static IEnumerable<string> Creators(int count) => Enumerable.Range(0, count)
        .Select(i => $"c{i},instagram,{(i % 3 == 0 ? "food" : "travel")},{1_000 * (i + 1)},{10 + (i * 7 % 60)},{i % 5}");

    private static (int Code, string Output, string Error) Run(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = ValidationCommand.Run(words, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
