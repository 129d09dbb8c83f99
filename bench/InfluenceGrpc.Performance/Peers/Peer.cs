using System.Globalization;
using InfluenceGrpc.Performance.Asked;

namespace InfluenceGrpc.Performance.Peers;

/// <summary>What one would write first on another stack: `bench/peers` has the code, and `bench/peers/build` makes it into what is started here.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Program">What is started.</param>
/// <param name="File">What has to be there for that, from the root of the repository.</param>
internal sealed record Peer(string Name, string Program, string File)
{
    /// <summary>C++, the callback API.</summary>
    public static readonly Peer Cpp = new("C++", "", "artifacts/peers/cpp/peer");

    /// <summary>Python, grpcio.</summary>
    public static readonly Peer Python = new("Python", "/usr/bin/python3", "bench/peers/python/server.py");

    /// <summary>Node, grpc-js.</summary>
    public static readonly Peer Node = new("Node", "node", "bench/peers/node/server.mjs");

    /// <summary>.NET, Grpc.AspNetCore with generated code as in its template.</summary>
    public static readonly Peer DotNet = new("plain .NET", "dotnet", "artifacts/peers/dotnet/InfluenceGrpc.DotnetPeer.dll");

    /// <summary>.NET, an ASP.NET minimal API that speaks JSON.</summary>
    public static readonly Peer Json = new("JSON API", "dotnet", "artifacts/peers/json-api/InfluenceGrpc.JsonApiPeer.dll");

    /// <summary>Those that speak gRPC.</summary>
    public static IReadOnlyList<Peer> OfGrpc { get; } = [Cpp, DotNet, Node, Python];

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = RootAbove(AppContext.BaseDirectory);

    /// <summary>What is started, with its arguments.</summary>
    public (string Program, string[] Arguments) Command(int port)
    {
        var file = Path.Combine(Root, File);
        string[] arguments = [port.ToString(CultureInfo.InvariantCulture), .. TierRules.Bounds.Select(bound => bound.ToString(CultureInfo.InvariantCulture))];
        return Program.Length == 0 ? (file, arguments) : (Program, [file, .. arguments]);
    }

    private static string RootAbove(string folder) =>
        System.IO.File.Exists(Path.Combine(folder, "InfluenceGrpc.sln"))
            ? folder
            : RootAbove(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("This is not run from its repository."));
}
