using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace InfluenceGrpc.Testing;

/// <summary>
/// Of every test project: tests read files of the repository that they were built in. Where what was built is copied into another checkout,
/// they would judge the first one's files, and pass or fail for it.
/// </summary>
internal static class BuiltHere
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "A test project is no library, and nobody is to forget to call it.")]
    internal static void Check()
    {
        var assembly = typeof(BuiltHere).Assembly;
        var root = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;
        if (FaultOf(root, AppContext.BaseDirectory) is { } fault)
        {
            throw new InvalidOperationException($"{assembly.GetName().Name}: {fault}");
        }
    }

    /// <summary>Why tests cannot be believed; null where they lie where they were built.</summary>
    internal static string? FaultOf(string root, string folder) => folder.StartsWith(root, StringComparison.Ordinal)
        ? null
        : $"built in {root}, and lies in {folder}: build it anew there, with dotnet build.";
}
