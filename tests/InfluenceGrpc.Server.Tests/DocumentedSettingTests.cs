using System.Reflection;
using System.Text.RegularExpressions;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Tests;

/// <summary>Every setting and switch of the server that a document, a manifest or the Dockerfile names exists.</summary>
public sealed partial class DocumentedSettingTests
{
    private static readonly string Root =
        typeof(DocumentedSettingTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    private static readonly HashSet<string> Known = Settings.All.Select(setting => setting.Key).ToHashSet(StringComparer.Ordinal);

    private static readonly HashSet<string> Sections = Known.Select(key => key[..key.IndexOf(':', StringComparison.Ordinal)]).ToHashSet(StringComparer.Ordinal);

    public static TheoryData<string> Files =>
        [.. new[] { "", "docs", "docs/adr", "clients/csharp", "clients/python", "clients/node", "samples" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.md"))
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "deploy"), "*", SearchOption.AllDirectories))
            .Append(Path.Combine(Root, "Dockerfile"))
            .Select(file => Path.GetRelativePath(Root, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Document_Settings_Exist(string file)
    {
        var text = File.ReadAllText(Path.Combine(Root, file));
        var named = Key().Matches(text).Select(match => match.Value)
            .Concat(Variable().Matches(text).Select(match => match.Groups["key"].Value.Replace("__", ":", StringComparison.Ordinal)))
            .Select(key => key.TrimEnd(':'));

        Assert.DoesNotContain(named, key => Sections.Contains(key.Split(':')[0]) && key.Contains(':', StringComparison.Ordinal) && !Known.Contains(key) && !IsOfTheFramework(key));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Document_CommandLines_OfTheServer_AreUnderstood(string file)
    {
        var text = File.ReadAllText(Path.Combine(Root, file)).Replace("\\\n", " ", StringComparison.Ordinal);
        var help = CommandLine.Help();

        // Those that take no value stand in the help alone.
        var unknown = ServerLine().Matches(text)
            .SelectMany(line => Switch().Matches(line.Groups["rest"].Value).Select(match => match.Value))
            .Where(name => !help.Contains(name, StringComparison.Ordinal) && !Known.Contains(name[2..]) && !name.StartsWith("--Callers:", StringComparison.Ordinal));

        Assert.Empty(unknown);
    }

    [Fact]
    public void Documents_NameMostSettings() =>
        Assert.True(Known.Count(key => File.ReadAllText(Path.Combine(Root, "docs", "configuration.md")).Contains(key, StringComparison.Ordinal)) == Known.Count);

    private static bool IsOfTheFramework(string key) => key.StartsWith("Logging:LogLevel", StringComparison.Ordinal);

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+:[A-Z][A-Za-z]+(?::[A-Z][A-Za-z]+)*", RegexOptions.None, 1000)]
    private static partial Regex Key();

    [GeneratedRegex("INFLUENCE_(?<key>[A-Z][a-z]+__[A-Za-z_]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?:InfluenceGrpc\.Server(?:\.dll)?|dotnet \$server|--project src/InfluenceGrpc\.Server --) (?<rest>--[^\n`|]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ServerLine();

    [GeneratedRegex("--[A-Za-z][A-Za-z:-]*", RegexOptions.None, 1000)]
    private static partial Regex Switch();
}
