using System.Text.RegularExpressions;
using InfluenceGrpc.Cli.Commands;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>Every command line of <c>influence</c> that a document shows is one that the program understands: its commands and options exist.</summary>
public sealed partial class DocumentedCommandTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(CampaignSample.Folder, "..", ".."));

    private static readonly string[] Folders = ["", "docs", "docs/adr", "samples", "clients/csharp", "clients/node", "deploy"];

    public static TheoryData<string, string> Lines
    {
        get
        {
            var lines = new TheoryData<string, string>();
            foreach (var file in Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.md")))
            {
                foreach (var line in LinesOf(File.ReadAllText(file)).Distinct())
                {
                    lines.Add(Path.GetRelativePath(Root, file), line);
                }
            }

            return lines;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Documented_CommandLine_IsUnderstood(string document, string line)
    {
        var strays = StraysOf(line);

        Assert.True(strays.Count == 0, $"{document}: '{line}': there is no {string.Join(' ', strays)}");
    }

    [Fact]
    public void Documents_HaveSuchLines() => Assert.True(Lines.Count > 40, $"{Lines.Count} lines were found.");

    [Theory]
    [InlineData("classify MY.csv --no-such-option")]
    [InlineData("no-such-command MY.csv")]
    [InlineData("brief no-such-command")]
    [InlineData("profiles delete c-1 --no-such-option")]
    [InlineData("tier 5 --no-such-option iab-uk")]
    [InlineData("rank MY.csv --out --no-such-option")]
    [InlineData("help no-such-command")]
    public void CommandLine_ThatDoesNotExist_IsFound(string line) => Assert.NotEmpty(StraysOf(line));

    // What a document leaves out (a file, an option that is required) is no fault of it; what is not there is.
    private static IReadOnlyList<string> StraysOf(string line)
    {
        var words = Words().Matches(line).Select(word => word.Value.Trim('\'', '"')).ToList();
        var isHelp = words[0] == "help";
        var parsed = CliApplication.Root(CliRun.Silent).Parse(isHelp ? words[1..] : words);
        return [.. UnknownOptions.Of(parsed, words), .. parsed.UnmatchedTokens];
    }

    // Lines of code blocks, and code within sentences; up to where the shell takes over.
    private static IEnumerable<string> LinesOf(string text) =>
        Blocks().Matches(text).SelectMany(block => block.Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
            .Concat(Spans().Matches(text).Select(span => span.Groups["code"].Value))
            .Select(line => Command().Match(line))
            .Where(match => match.Success)
            .Select(match => ShellEnd().Replace(match.Groups["rest"].Value, "").Trim())
            .Where(rest => rest.Length > 0 && !rest.Contains("...", StringComparison.Ordinal));

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Blocks();

    [GeneratedRegex("`(?<code>[^`\n]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spans();

    [GeneratedRegex(@"^\s*(?:bash eng/)?influence (?<rest>[a-z-].*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"\s(?:#|\||>|2>|&&?|;).*$", RegexOptions.None, 1000)]
    private static partial Regex ShellEnd();

    [GeneratedRegex("'[^']*'|\"[^\"]*\"|\\S+", RegexOptions.None, 1000)]
    private static partial Regex Words();
}
