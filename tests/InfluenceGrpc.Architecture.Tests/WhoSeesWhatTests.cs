using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Architecture.Tests;

/// <summary>References go one way, and each outside thing is seen from one place.</summary>
public sealed class WhoSeesWhatTests
{
    public static TheoryData<string, string[]> Places => new()
    {
        { "Influence.V1", ["Bulk/", "Contract/", "Services/", "Streaming/", "Program.cs"] },
        { "InfluenceGrpc.Protocol.Wire", ["Bulk/", "Contract/"] },
        { "StatusCode.", ["Contract/Errors.cs"] },
        { "Grpc.Reflection.", ["Contract/", "Services/"] },
        { "StackExchange.Redis", ["Profiles/Redis/"] },
        { "Microsoft.Data.Sqlite", ["Profiles/Embedded/"] },
        { "Console.", ["Program.cs", "Operations/CommandLine.cs", "Operations/Serving.cs"] },
        { "TimeProvider.System", ["Program.cs"] },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Server_OutsideThing_IsSeenOnlyFromItsPlace(string thing, string[] places)
    {
        var strays = SourceTree.Files("src/InfluenceGrpc.Server")
            .Where(file => file.Code.Contains(thing, StringComparison.Ordinal))
            .Select(file => file.Path["src/InfluenceGrpc.Server/".Length..])
            .Where(path => !places.Any(place => path.StartsWith(place, StringComparison.Ordinal)));

        Assert.Empty(strays);
    }

    [Fact]
    public void Core_References_AreTheBaseClassLibraryOnly()
    {
        var strays = typeof(TierScheme).Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name != "System.Private.CoreLib");

        Assert.Empty(strays);
    }

    [Theory]
    [InlineData("src/InfluenceGrpc.Core", "InfluenceGrpc.Server")]
    [InlineData("src/InfluenceGrpc.Core", "Influence.V1")]
    [InlineData("src/InfluenceGrpc.Protocol", "InfluenceGrpc.Server")]
    [InlineData("src/InfluenceGrpc.Protocol", "InfluenceGrpc.Core")]
    [InlineData("clients/csharp", "InfluenceGrpc.Server")]
    [InlineData("clients/csharp", "InfluenceGrpc.Core")]
    public void Folder_NeverSees(string folder, string thing) =>
        Assert.DoesNotContain(SourceTree.Files(folder), file => file.Code.Contains($"using {thing}", StringComparison.Ordinal));

    // Nobody hand-writes a gRPC transport: frames are the official libraries' business. One file answers calls that are turned away
    // before the library sees them: with headers, and without a frame. One gives the library calls that came by Connect.
    [Theory]
    [InlineData("application/grpc")]
    [InlineData("grpc-status\"")]
    public void Product_Code_HasNoTransportOfItsOwn(string trace)
    {
        string[] folders = ["src", "clients/csharp"];

        Assert.DoesNotContain(
            folders.SelectMany(SourceTree.Files),
            file => file.Code.Contains(trace, StringComparison.Ordinal) && !file.Path.EndsWith("/Contract/GrpcRefusal.cs", StringComparison.Ordinal)
                && !file.Path.EndsWith("/Connect/GrpcEnvelope.cs", StringComparison.Ordinal));
    }
}
