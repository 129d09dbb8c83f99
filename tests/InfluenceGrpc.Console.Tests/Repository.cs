using System.Reflection;

namespace InfluenceGrpc.Console.Tests;

/// <summary>Files of the repository that this test was built from.</summary>
internal static class Repository
{
    private static readonly string Root = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>The path of a file or folder, of parts from the root.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);
}
