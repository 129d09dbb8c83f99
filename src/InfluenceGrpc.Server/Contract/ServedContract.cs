using System.Runtime.CompilerServices;
using Google.Protobuf.Reflection;
using Influence.V1;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace InfluenceGrpc.Server.Contract;

/// <summary>The services that this server serves: what health, reflection and the tests go by.</summary>
internal static class ServedContract
{
    /// <summary>Every served service.</summary>
    public static readonly IReadOnlyList<ServiceDescriptor> Services =
    [
        Service(TierServiceReflection.Descriptor),
        Service(FitServiceReflection.Descriptor),
        Service(CampaignServiceReflection.Descriptor),
        Service(ProfileServiceReflection.Descriptor),
        Service(InfoServiceReflection.Descriptor),
        Service(Grpc.Health.V1.HealthReflection.Descriptor),
        Service(Grpc.Reflection.V1.ReflectionReflection.Descriptor),
        Service(Grpc.Reflection.V1Alpha.ReflectionReflection.Descriptor),
    ];

    /// <summary>Files that no service imports, of messages that travel inside google.protobuf.Any.</summary>
    public static readonly IReadOnlyList<FileDescriptor> DetailFiles =
        [Google.Rpc.ErrorDetailsReflection.Descriptor, ErrorReasonReflection.Descriptor];

    /// <summary>Name of the service that lives on the profile store: its health is the store's.</summary>
    public static string ProfileServiceName => ProfileServiceReflection.Descriptor.Services.Single().FullName;

    /// <summary>Makes the descriptors now, rather than when they are first asked for.</summary>
    public static void Prepare() => RuntimeHelpers.RunClassConstructor(typeof(ServedContract).TypeHandle);

    private static ServiceDescriptor Service(FileDescriptor file) => file.Services.Single();
}
