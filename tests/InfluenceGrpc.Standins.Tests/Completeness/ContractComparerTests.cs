using System.Reflection;

namespace InfluenceGrpc.Standins.Tests.Completeness;

/// <summary>The comparer can fail: each kind of damage to the contracts is reported, and nothing else is.</summary>
public sealed class ContractComparerTests
{
    private const string Server = "Grpc.AspNetCore.Server";
    private const string Client = "Grpc.Net.Client";

    [Theory]
    [InlineData(Server)]
    [InlineData(Client)]
    public void FindFaults_AnyUsedMemberRemoved_ReportsIt(string official)
    {
        OfficialAssembly assembly = Assemblies.Official(official);
        foreach (MemberUse use in assembly.Members)
        {
            IReadOnlyList<string> faults = ContractComparer.FindFaults(assembly, Damage(use.Type, type => type with
            {
                Methods = type.Methods.RemoveAll(method => method.Name == use.Name && method.Signature == use.Signature),
                Fields = type.Fields.RemoveAll(field => field.Name == use.Name),
            }));
            Assert.Contains(faults, fault => fault.Contains($"{use.Type}::{use.Name} {use.Signature}: missing", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(Server)]
    [InlineData(Client)]
    public void FindFaults_AnyUsedTypeRemoved_ReportsIt(string official)
    {
        OfficialAssembly assembly = Assemblies.Official(official);
        foreach (string name in assembly.Types)
        {
            IEnumerable<ContractAssembly> contracts = Assemblies.Contracts
                .Select(contract => contract with { Types = contract.Types.Remove(name) });
            Assert.Contains($"type {name}: missing", ContractComparer.FindFaults(assembly, contracts));
        }
    }

    [Theory]
    [InlineData(Server)]
    [InlineData(Client)]
    public void FindFaults_AnyUsedTypeInternal_ReportsIt(string official)
    {
        OfficialAssembly assembly = Assemblies.Official(official);
        foreach (string name in assembly.Types)
        {
            IEnumerable<ContractAssembly> contracts = Damage(name, type => type with { IsInternal = true })
                .Select(contract => contract with { Friends = [] });
            Assert.Contains($"type {name}: internal", ContractComparer.FindFaults(assembly, contracts));
        }
    }

    [Fact]
    public void FindFaults_ReturnTypeChanged_ReportsTheMethod() =>
        AssertOneFault(
            Client,
            Method("[Grpc.Core.Api]Grpc.Core.Metadata", "get_Count", method => method with { Signature = "instance Int64 ()" }),
            "method [Grpc.Core.Api]Grpc.Core.Metadata::get_Count instance Int32 (): missing");

    [Fact]
    public void FindFaults_ClassMadeStruct_ReportsItsUsers()
    {
        // RpcException(Status, Metadata) with Status as a class: the same names, another type for the runtime.
        IReadOnlyList<string> faults = ContractComparer.FindFaults(
            Assemblies.Official(Client),
            Damage("[Grpc.Core.Api]Grpc.Core.RpcException", type => type with
            {
                Methods = [.. type.Methods.Select(method => method with { Signature = method.Signature.Replace("valuetype", "class", StringComparison.Ordinal) })],
            }));

        Assert.Contains(faults, fault => fault.StartsWith("method [Grpc.Core.Api]Grpc.Core.RpcException::.ctor", StringComparison.Ordinal));
    }

    [Fact]
    public void FindFaults_FriendForgotten_ReportsTheInternalMethod()
    {
        IEnumerable<ContractAssembly> contracts = Method(
                "[Grpc.Core.Api]Grpc.Core.ServerServiceDefinition",
                "BindService",
                method => method with { IsInternal = true })
            .Select(contract => contract with { Friends = [] });

        Assert.EndsWith("not visible", Assert.Single(ContractComparer.FindFaults(Assemblies.Official(Server), contracts)), StringComparison.Ordinal);
    }

    [Fact]
    public void FindFaults_BaseMethodNotVirtual_ReportsTheOverride()
    {
        IReadOnlyList<string> faults = ContractComparer.FindFaults(
            Assemblies.Official(Client),
            Method("[Grpc.Core.Api]Grpc.Core.ChannelBase", "CreateCallInvoker", method => method with { IsVirtual = false }));

        Assert.StartsWith("override Grpc.Net.Client.GrpcChannel::CreateCallInvoker", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void FindFaults_ConstraintDropped_ReportsTheOverride()
    {
        IReadOnlyList<string> faults = ContractComparer.FindFaults(
            Assemblies.Official(Client),
            Method("[Grpc.Core.Api]Grpc.Core.CallInvoker", "AsyncUnaryCall", method => method with { Constraints = "None, None" }));

        Assert.StartsWith("override Grpc.Net.Client.Internal.HttpClientCallInvoker::AsyncUnaryCall", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void FindFaults_AbstractMemberAdded_ReportsTheTypeThatLacksIt() =>
        AssertOneFault(
            Server,
            Damage("[Grpc.Core.Api]Grpc.Core.ServerCallContext", type => type with { Methods = type.Methods.Add(Abstract("get_ShoeSizeCore")) }),
            "type Grpc.AspNetCore.Server.Internal.HttpContextServerCallContext: does not override abstract "
            + "[Grpc.Core.Api]Grpc.Core.ServerCallContext::get_ShoeSizeCore instance Int32 ()");

    [Fact]
    public void FindFaults_InterfaceMemberAdded_ReportsTheTypesThatLackIt()
    {
        IReadOnlyList<string> faults = ContractComparer.FindFaults(
            Assemblies.Official(Client),
            Damage("[Grpc.Core.Api]Grpc.Core.IAsyncStreamReader`1", type => type with { Methods = type.Methods.Add(Abstract("Rewind")) }));

        Assert.NotEmpty(faults);
        Assert.All(faults, fault => Assert.EndsWith("IAsyncStreamReader`1::Rewind instance Int32 ()", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void FindFaults_BaseSealed_ReportsTheDerivedType() =>
        AssertOneFault(
            Client,
            Damage("[Grpc.Core.Api]Grpc.Core.ChannelBase", type => type with { IsSealed = true }),
            "type Grpc.Net.Client.GrpcChannel: cannot derive from [Grpc.Core.Api]Grpc.Core.ChannelBase, which is sealed or an interface");

    [Fact]
    public void FindFaults_UnsignedAssembly_ReportsTheIdentity()
    {
        IEnumerable<ContractAssembly> contracts = Assemblies.Contracts.Select(contract => contract with
        {
            Identity = new AssemblyName($"{contract.Identity.Name}, Version=2.0.0.0, PublicKeyToken=null"),
        });

        Assert.Equal(2, ContractComparer.FindFaults(Assemblies.Official(Client), contracts).Count);
    }

    private static void AssertOneFault(string official, IEnumerable<ContractAssembly> contracts, string fault) =>
        Assert.Equal(fault, Assert.Single(ContractComparer.FindFaults(Assemblies.Official(official), contracts)));

    private static IEnumerable<ContractAssembly> Method(string type, string name, Func<ContractMethod, ContractMethod> change) =>
        Damage(type, original => original with
        {
            Methods = [.. original.Methods.Select(method => method.Name == name ? change(method) : method)],
        });

    private static IEnumerable<ContractAssembly> Damage(string name, Func<ContractType, ContractType> change) =>
        Assemblies.Contracts.Select(contract => contract.Types.TryGetValue(name, out ContractType? type)
            ? contract with { Types = contract.Types.SetItem(name, change(type)) }
            : contract);

    private static ContractMethod Abstract(string name) =>
        new(name, "instance Int32 ()", "", IsInternal: false, IsPrivate: false, IsVirtual: true, IsAbstract: true);
}
