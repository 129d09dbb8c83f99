using System.Reflection;
using System.Reflection.Emit;

namespace InfluenceGrpc.Standins.Tests.Completeness;

/// <summary>The whole way from a file with too little in it to the report, without doctored records.</summary>
public sealed class EmittedAssemblyTests
{
    [Fact]
    public void FindFaults_AssemblyWithOneTypeAndOneWrongMember_ReportsTheRest()
    {
        OfficialAssembly client = Assemblies.Official("Grpc.Net.Client");

        IReadOnlyList<string> faults = ContractComparer.FindFaults(client, EmitCoreApi());

        Assert.Contains("method [Grpc.Core.Api]Grpc.Core.Metadata::get_Count instance Int32 (): missing", faults);
        Assert.Contains("type [Grpc.Core.Api]Grpc.Core.RpcException: missing", faults);
        Assert.DoesNotContain("type [Grpc.Core.Api]Grpc.Core.Metadata: missing", faults);
        Assert.DoesNotContain("method [Grpc.Core.Api]Grpc.Core.Metadata::.ctor instance Void (): missing", faults);
        Assert.Contains(faults, fault => fault.StartsWith("assembly Grpc.Net.Common", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("assembly Grpc.Core.Api", StringComparison.Ordinal));
    }

    /// <summary>An unsigned Grpc.Core.Api with a Metadata that has a constructor and a Count of the wrong type.</summary>
    private static ContractAssembly EmitCoreApi()
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Grpc.Core.Api, Version=2.0.0.0"), typeof(object).Assembly);
        TypeBuilder metadata = assembly.DefineDynamicModule("Grpc.Core.Api").DefineType("Grpc.Core.Metadata", TypeAttributes.Public);
        metadata.DefineDefaultConstructor(MethodAttributes.Public);
        ILGenerator body = metadata.DefineMethod("get_Count", MethodAttributes.Public, typeof(long), []).GetILGenerator();
        body.Emit(OpCodes.Ldc_I8, 0L);
        body.Emit(OpCodes.Ret);
        metadata.CreateType();

        using var image = new MemoryStream();
        assembly.Save(image);
        image.Position = 0;
        return ContractAssembly.Read(image);
    }
}
