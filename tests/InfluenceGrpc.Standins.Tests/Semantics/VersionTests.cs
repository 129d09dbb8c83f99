using System.Reflection;
using Grpc.Core;
using Grpc.Net.Client;

namespace InfluenceGrpc.Standins.Tests.Semantics;

/// <summary>Stand-ins, their constants and the official packages move together.</summary>
public sealed class VersionTests
{
    [Fact]
    public void CurrentVersion_Constants_MatchTheAssemblies()
    {
        Assert.Equal(VersionInfo.CurrentVersion, InformationalVersion(typeof(Metadata)));
        Assert.Equal(VersionInfo.CurrentVersion, InformationalVersion(typeof(ConnectivityState)));
        Assert.Equal(VersionInfo.CurrentVersion, InformationalVersion(typeof(GrpcChannel)));
        Assert.Equal(VersionInfo.CurrentAssemblyVersion, typeof(Metadata).Assembly.GetName().Version!.ToString());
        Assert.Equal(
            VersionInfo.CurrentAssemblyFileVersion,
            typeof(Metadata).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version);
    }

    // The official packages append "+commit".
    private static string InformationalVersion(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
