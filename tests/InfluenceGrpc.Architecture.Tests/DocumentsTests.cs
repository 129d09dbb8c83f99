using System.Text.RegularExpressions;

namespace InfluenceGrpc.Architecture.Tests;

/// <summary>Documents name what exists.</summary>
public sealed partial class DocumentsTests
{
    private static readonly string[] Folders = ["", "docs", "docs/adr", "bench", "samples", "clients/csharp", "clients/python", "tests/foreign"];

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
    public void Document_Paths_StayWithinTheRepository(string document)
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, document));

        // A document may point to a neighbour, never out of the repository or into one machine's folders.
        var depth = document.Count(c => c is '/' or '\\');
        Assert.DoesNotMatch($@"(?:\.\./){{{depth + 1}}}|(?<![\w.:/])/(?:home|root|mnt|opt|Users)/", text);
    }

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

    // Other slashes in quotes are topics, media types and packages.
    [GeneratedRegex("^(?:protos|src|tests|clients|bench|deploy|docs|samples|eng|Contract|Services|Streaming|Operations|Profiles)/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TopLevel();
}
