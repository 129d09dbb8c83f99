using System.Reflection;

namespace InfluenceGrpc.Architecture.Tests;

/// <summary>The repository's own C# files, as text, without comments and generated code.</summary>
internal static class SourceTree
{
    /// <summary>Root of the repository that this test was built from.</summary>
    public static readonly string Root = typeof(SourceTree).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Files below a folder: paths from the root with forward slashes, and their code.</summary>
    public static IEnumerable<(string Path, string Code)> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(Root, file).Replace('\\', '/'), File: file))
            .Where(entry => !entry.Path.Contains("/obj/", StringComparison.Ordinal) && !entry.Path.Contains("/bin/", StringComparison.Ordinal))
            .Select(entry => (entry.Path, WithoutComments(File.ReadAllText(entry.File))));

    private static string WithoutComments(string text) =>
        string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
}
