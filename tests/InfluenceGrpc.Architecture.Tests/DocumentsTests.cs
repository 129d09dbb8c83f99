using System.Text.RegularExpressions;

namespace InfluenceGrpc.Architecture.Tests;

/// <summary>Documents name what exists.</summary>
public sealed partial class DocumentsTests
{
    private static readonly string[] Folders =
        ["", "docs", "docs/adr", "bench", "samples", "clients/csharp", "clients/node", "clients/python", "tests/foreign"];

    public static TheoryData<string> Documents =>
        [.. Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.md"))
            .Select(file => Path.GetRelativePath(SourceTree.Root, file))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_Paths_Exist(string document)
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, document));
        var here = Path.GetDirectoryName(document)!;
        var lost = QuotedPath().Matches(text).Select(match => match.Groups["path"].Value)
            .Concat(ScriptInCommand().Matches(text).Select(match => match.Groups["path"].Value))
            .Where(path => TopLevel().IsMatch(path))
            .Where(path => !Exists(path) && !Exists(Path.Combine(here, path)));

        Assert.Empty(lost);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_Links_LeadToWhatExists(string document) =>
        Assert.Empty(LostLinks(File.ReadAllText(Path.Combine(SourceTree.Root, document)), Path.GetDirectoryName(document)!));

    [Theory]
    [InlineData("[x](nope.md)", "", "nope.md")]
    [InlineData("[x](nope.md#part 'Title')", "docs", "nope.md")]
    [InlineData("[![x](nope.png)](docs/json.md)", "", "nope.png")]
    [InlineData("[x]: nope.md", "", "nope.md")]
    [InlineData("[x](json.md) [y](../README.md#part) [z](#part) [w](https://example.com/nope.md)", "docs", "")]
    [InlineData("`cells[0](nope.md)` \n```\ncells[0](nope.md)\n```\n", "", "")]
    public void LostLinks_AnyText_AreThoseThatLeadNowhere(string text, string here, string lost) =>
        Assert.Equal(lost, string.Join(' ', LostLinks(text, here)));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_Paths_StayWithinTheRepository(string document)
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, document));

        // A document may point to a neighbour, never out of the repository or into one machine's folders.
        var depth = document.Count(c => c is '/' or '\\');
        Assert.DoesNotMatch($@"(?:\.\./){{{depth + 1}}}|(?<![\w.:/])/(?:home|root|mnt|opt|Users)/", text);
    }

    // Of programs that are run from their project, such as benchmarks; BenchmarkDotNet's options are its own.
    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_OptionsOfProjects_Exist(string document)
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, document)).Replace("\\\n", " ", StringComparison.Ordinal);
        foreach (var line in ProjectCommand().Matches(text).Where(line => !line.Value.Contains("InfluenceGrpc.Benchmarks", StringComparison.Ordinal)))
        {
            var code = string.Join('\n', SourceTree.Files(line.Groups["project"].Value).Select(file => file.Code));
            Assert.All(
                Option().Matches(line.Groups["rest"].Value),
                option => Assert.True(code.Contains(option.Value, StringComparison.Ordinal), $"'{line.Value}': there is no {option.Value}"));
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_StepsOfTheTests_Exist(string document)
    {
        var steps = File.ReadAllLines(Path.Combine(SourceTree.Root, "eng/test")).Single(line => line.StartsWith("all_steps=(", StringComparison.Ordinal))[11..^1].Split(' ');
        var named = TestCommand().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, document)))
            .SelectMany(line => line.Groups["steps"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Empty(named.Except(steps));
    }

    // Code may look like a link. What follows # is a part of the document, and what has a scheme is elsewhere.
    private static IEnumerable<string> LostLinks(string text, string here) =>
        Link().Matches(Code().Replace(text, "")).Select(match => match.Groups["path"].Value)
            .Where(path => !ElsewhereOrHere().IsMatch(path))
            .Select(path => Uri.UnescapeDataString(path.Split('#')[0]))
            .Where(path => !Path.Exists(Path.Combine(SourceTree.Root, here, path)));

    private static bool Exists(string path)
    {
        var full = Path.Combine(SourceTree.Root, path);
        var inServer = Path.Combine(SourceTree.Root, "src/InfluenceGrpc.Server", path);
        return File.Exists(full) || Directory.Exists(full) || File.Exists(inServer) || Directory.Exists(inServer);
    }

    [GeneratedRegex("`(?<path>[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)+/?)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex QuotedPath();

    [GeneratedRegex(@"(?:bash|python3|--project) (?<path>[a-z][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_.-]+)+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ScriptInCommand();

    [GeneratedRegex(@"\]\(<?(?<path>[^)\s>]+)|^ {0,3}\[[^\]\n]+\]: *<?(?<path>[^\s>]+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^ {0,3}```.*?^ {0,3}```|`[^`\n]*`", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("^(?:[a-z][a-z0-9+.-]*:|#)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ElsewhereOrHere();

    [GeneratedRegex(@"--project (?<project>\S+) -- (?<rest>[^\n`|]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProjectCommand();

    [GeneratedRegex("(?<= )--[a-z][a-z-]*", RegexOptions.None, 1000)]
    private static partial Regex Option();

    [GeneratedRegex("bash eng/test(?<steps>(?: [a-z]+)*)(?=`|\n)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestCommand();

    // Other slashes in quotes are topics, media types and packages.
    [GeneratedRegex("^(?:protos|src|tests|clients|bench|deploy|docs|samples|eng|Contract|Services|Streaming|Operations|Profiles)/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TopLevel();
}
