using System.Reflection;
using Xunit.Sdk;

namespace InfluenceGrpc.Interop.Tests.Peers;

/// <summary>
/// The C++ peer. Left out, and said so, where the libraries that it is compiled against are not installed: they and the compilation take
/// a minute, which is why the tools of the tests do not include them and those of the benchmarks do.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CppPeerAttribute : DataAttribute
{
    private const string Library = "/usr/include/grpcpp/grpcpp.h";

    /// <summary>Leaves it out where it cannot be built.</summary>
    public CppPeerAttribute() => Skip = File.Exists(Library) ? null : "libgrpc++-dev is not installed: bash bench/install-tools";

    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [["cpp"]];
}
