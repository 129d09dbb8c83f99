using System.Globalization;
using System.Net;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>Where a node of Redis is.</summary>
/// <param name="Host">An IPv4 address or a name.</param>
/// <param name="Port">The port.</param>
internal readonly record struct NodeAddress(string Host, int Port)
{
    /// <summary>As the client library wants it.</summary>
    public EndPoint EndPoint => IPAddress.TryParse(Host, out var ip) ? new IPEndPoint(ip, Port) : new DnsEndPoint(Host, Port);

    /// <summary>Reads <c>host:port</c>; null where it is none. The host may be empty: a node that does not know its own.</summary>
    public static NodeAddress? Read(ReadOnlySpan<char> text)
    {
        var colon = text.LastIndexOf(':');
        return colon >= 0 && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new(text[..colon].ToString(), port)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
