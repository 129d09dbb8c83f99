namespace InfluenceGrpc.Performance.Peers;

/// <summary>What one would write first on another stack; `bench/peers` has the code.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Folder">What `bench/peers/build` calls it.</param>
internal sealed record Peer(string Name, string Folder)
{
    /// <summary>C++, the callback API.</summary>
    public static readonly Peer Cpp = new("C++", "cpp");

    /// <summary>Python, grpcio.</summary>
    public static readonly Peer Python = new("Python", "python");

    /// <summary>Node, grpc-js.</summary>
    public static readonly Peer Node = new("Node", "node");

    /// <summary>.NET, Grpc.AspNetCore with generated code as in its template.</summary>
    public static readonly Peer DotNet = new("plain .NET", "dotnet");

    /// <summary>.NET, an ASP.NET minimal API that speaks JSON.</summary>
    public static readonly Peer Json = new("JSON API", "json-api");

    /// <summary>Those that speak gRPC.</summary>
    public static IReadOnlyList<Peer> OfGrpc { get; } = [Cpp, DotNet, Node, Python];
}
