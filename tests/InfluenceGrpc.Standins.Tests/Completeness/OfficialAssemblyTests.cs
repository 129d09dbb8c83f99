namespace InfluenceGrpc.Standins.Tests.Completeness;

/// <summary>The stand-ins offer everything that the official binaries refer to, implement or override.</summary>
public sealed class OfficialAssemblyTests
{
    [Theory]
    [InlineData("Grpc.AspNetCore.Server")]
    [InlineData("Grpc.Net.Client")]
    public void FindFaults_StandIns_None(string official)
    {
        IReadOnlyList<string> faults = ContractComparer.FindFaults(Assemblies.Official(official), Assemblies.Contracts);

        Assert.True(faults.Count == 0, $"{faults.Count} faults\n{string.Join('\n', faults)}");
    }

    // Without this the test above would pass on an assembly that the reader does not understand. Lower bounds.
    [Theory]
    [InlineData("Grpc.AspNetCore.Server", 30, 60, 7)]
    [InlineData("Grpc.Net.Client", 30, 60, 11)]
    public void Load_OfficialAssembly_SeesItsUses(string official, int types, int members, int derivedTypes)
    {
        OfficialAssembly assembly = Assemblies.Official(official);

        Assert.Equal(["Grpc.Core.Api", "Grpc.Net.Common"], assembly.References.Select(reference => reference.Name).Order(StringComparer.Ordinal));
        Assert.InRange(assembly.Types.Count, types, int.MaxValue);
        Assert.InRange(assembly.Members.Count, members, int.MaxValue);
        Assert.InRange(assembly.DerivedTypes.Length, derivedTypes, int.MaxValue);
    }

    [Fact]
    public void Load_Client_SeesGenericParentsNestedTypesFieldsAndExplicitImplementations()
    {
        OfficialAssembly client = Assemblies.Official("Grpc.Net.Client");

        Assert.Contains("[Grpc.Core.Api]Grpc.Core.Metadata/Entry", client.Types);
        Assert.Contains(("[Grpc.Core.Api]Grpc.Core.AsyncDuplexStreamingCall`2", 2), client.Arities);
        Assert.Contains(
            new MemberUse(
                "[Grpc.Core.Api]Grpc.Core.IAsyncStreamReader`1",
                "MoveNext",
                "instance class System.Threading.Tasks.Task`1<Boolean> (valuetype System.Threading.CancellationToken)",
                IsField: false),
            client.Members);
        Assert.Contains(
            new MemberUse("[Grpc.Core.Api]Grpc.Core.Metadata", "Empty", "class [Grpc.Core.Api]Grpc.Core.Metadata", IsField: true),
            client.Members);
        Assert.Contains(client.DerivedTypes, type => type.ExplicitImplementations.Any(member => member.Name == "WriteAsync"));
    }
}
