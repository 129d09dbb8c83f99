using System.Reflection;

namespace InfluenceGrpc.Server.Operations;

/// <summary>The server's own version.</summary>
internal static class ServerVersion
{
    /// <summary>SemVer 2, without build metadata.</summary>
    public static readonly string Current = typeof(ServerVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
