using System.Globalization;

namespace InfluenceGrpc.Cli.Diagnosis;

/// <summary>Where one address leads to.</summary>
/// <param name="Host">A name or an IP address.</param>
/// <param name="Port">The port.</param>
/// <param name="IsEncrypted">Whether it is spoken to over TLS.</param>
/// <param name="Proxy">The HTTP proxy that calls go through; null for none.</param>
internal sealed record ServerPlace(string Host, int Port, bool IsEncrypted, Uri? Proxy)
{
    private const string NameScheme = "dns";

    /// <summary>Of one address, which a client can be made of.</summary>
    public static ServerPlace Of(ServerAddress server)
    {
        var address = new Uri(server.Address);
        if (address.Scheme != NameScheme)
        {
            return new ServerPlace(address.IdnHost, address.Port, address.Scheme == Uri.UriSchemeHttps, ProxyOf(address));
        }

        // dns:///NAME:PORT is reached directly, and over TLS where there are files for it.
        var parts = address.AbsolutePath.TrimStart('/').Split(':');
        return new ServerPlace(
            parts[0],
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            server.AuthorityFile is not null || server.CertificateFile is not null,
            Proxy: null);
    }

    /// <inheritdoc/>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    private static Uri? ProxyOf(Uri address) => HttpClient.DefaultProxy.IsBypassed(address) ? null : HttpClient.DefaultProxy.GetProxy(address);
}
