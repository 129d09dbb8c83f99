using System.Reflection;
using Google.Protobuf.Reflection;
using Influence.V1;

namespace InfluenceGrpc.Fuzzing.Drawing;

/// <summary>The files of influence.v1, found by looking, so that what is new is fuzzed by itself.</summary>
internal static class ContractFiles
{
    /// <summary>All of them, in the order of their names.</summary>
    public static IReadOnlyList<FileDescriptor> All { get; } =
    [
        .. typeof(CreatorProfile).Assembly.GetExportedTypes()
            .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>()
            .Where(file => file.Package == "influence.v1")
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];

    /// <summary>Every rpc.</summary>
    public static IReadOnlyList<MethodDescriptor> Rpcs { get; } =
        [.. All.SelectMany(file => file.Services).SelectMany(service => service.Methods)];
}
