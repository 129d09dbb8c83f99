using System.Net;

namespace InfluenceGrpc.Server.Operations;

/// <summary>Where and to whom calls are answered that come over HTTP as curl and browsers speak it.</summary>
internal sealed record WebOptions
{
    /// <summary>Where; null for nowhere. Port 0 takes any free port.</summary>
    public IPEndPoint? Listen { get; init; } = new(IPAddress.Loopback, 5091);

    /// <summary>Names by which it may be asked for beside those of this machine; whoever must show a key where others can reach it may use any.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Origins whose pages may call.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];
}
