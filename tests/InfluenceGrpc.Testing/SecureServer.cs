using System.Net;
using InfluenceGrpc.Server.Security;

namespace InfluenceGrpc.Testing;

/// <summary>
/// A server with TLS and two callers: acme has a key and may classify, billing has a certificate and may do everything. Its own
/// certificate is made out to 127.0.0.1 and localhost.
/// </summary>
public sealed class SecureServer : IAsyncDisposable
{
    private readonly RunningServer server;

    private SecureServer(RunningServer server, Authority authority, string key)
    {
        this.server = server;
        Authority = authority;
        Key = key;
        Billing = authority.IssueToCaller("billing", "billing");
    }

    /// <summary>Vouches for it and its callers.</summary>
    public Authority Authority { get; }

    /// <summary>The key of acme.</summary>
    public string Key { get; }

    /// <summary>The certificate of billing, and its key.</summary>
    public (string CertificateFile, string KeyFile) Billing { get; }

    /// <summary>Where it serves: https, and its port on 127.0.0.1.</summary>
    public Uri Address => server.Address;

    /// <summary>Where it serves JSON; null where it does not, as without --Web:Listen.</summary>
    public Uri? WebAddress => server.WebAddress;

    /// <summary>Starts one.</summary>
    /// <param name="requiresCertificates">Whether connections without a caller's certificate are refused.</param>
    /// <param name="more">More switches.</param>
    public static async Task<SecureServer> StartAsync(bool requiresCertificates = false, params string[] more)
    {
        var authority = new Authority();
        var (certificate, certificateKey) = authority.IssueToServer("server", IPAddress.Loopback, dns: "localhost");
        var (key, hash) = ApiKeyHash.Generate();
        var started = await RunningServer.StartAsync(
        [
            "--Tls:CertificateFile", certificate, "--Tls:KeyFile", certificateKey, "--Tls:ClientCaFile", authority.CertificateFile,
            "--Tls:RequireClientCertificate", requiresCertificates ? "true" : "false", "--Callers:acme:Keys", hash,
            "--Callers:acme:Scopes", "classify", "--Callers:billing:Certificates", "cn:billing", "--Callers:billing:Scopes", "all", .. more,
        ]);
        return new SecureServer(started, authority, key);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Authority.Dispose();
    }
}
