using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Tests.Architecture;

/// <summary>What BannedSymbols.txt cannot see: types named only in signatures, and references to other assemblies.</summary>
public sealed class PurityTests
{
    private static readonly Assembly Core = typeof(CreatorProfile).Assembly;

    [Fact]
    public void References_OfTheDomain_AreTheBaseLibraryOnly()
    {
        var foreign = Core.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name != "System.Runtime" && !name.StartsWith("System.", StringComparison.Ordinal));
        Assert.Empty(foreign);
    }

    [Fact]
    public void TypeReferences_OfTheDomain_HoldNoTaskAndNoInputOutput()
    {
        string[] bannedNamespaces = ["System.Threading.Tasks", "System.Net", "System.Net.Http", "System.Net.Sockets"];
        string[] bannedTypes =
        [
            "System.Random", "System.Console", "System.Environment", "System.TimeProvider", "System.IO.File", "System.IO.Directory",
            "System.IO.FileStream", "System.Threading.Thread", "System.Threading.Timer", "System.Diagnostics.Stopwatch",
        ];
        using var file = new PEReader(File.OpenRead(Core.Location));
        var metadata = file.GetMetadataReader();
        var named = metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => (Space: metadata.GetString(type.Namespace), Name: metadata.GetString(type.Name)))
            .ToList();
        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, type => bannedNamespaces.Contains(type.Space) || bannedTypes.Contains($"{type.Space}.{type.Name}"));
    }

    [Fact]
    public void Types_OfTheDomain_AreSealedOrStatic()
    {
        var open = Core.GetTypes().Where(type => type.IsClass && !type.IsSealed && !IsGenerated(type)).Select(type => type.FullName);
        Assert.Empty(open);
    }

    [Fact]
    public void Namespaces_OfTheDomain_HaveOneRoot()
    {
        var foreign = Core.GetTypes().Where(type => !IsGenerated(type) && type.Namespace is { } space
            && !space.StartsWith("InfluenceGrpc.Core.", StringComparison.Ordinal)).Select(type => type.FullName);
        Assert.Empty(foreign);
    }

    private static bool IsGenerated(Type type) =>
        type.FullName!.Contains('<', StringComparison.Ordinal)
        || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true
        || type.Namespace?.StartsWith("Microsoft", StringComparison.Ordinal) == true;
}
