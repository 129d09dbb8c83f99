using System.Net;

namespace InfluenceGrpc.Testing;

/// <summary>An authority of the test's own and a certificate of its for a Redis server, in files (PEM) that go with it.</summary>
public sealed class RedisCertificates : IDisposable
{
    private readonly Authority authority = new();

    /// <summary>Makes both.</summary>
    /// <param name="address">The address that the server's certificate is made out to.</param>
    public RedisCertificates(IPAddress address)
    {
        Address = address;
        (CertificateFile, KeyFile) = authority.IssueToServer("server", address, "redis of the tests");
    }

    /// <summary>The address that the server's certificate is made out to.</summary>
    public IPAddress Address { get; }

    /// <summary>The authority's certificate.</summary>
    public string AuthorityFile => authority.CertificateFile;

    /// <summary>The server's certificate.</summary>
    public string CertificateFile { get; }

    /// <summary>The server's key.</summary>
    public string KeyFile { get; }

    /// <inheritdoc/>
    public void Dispose() => authority.Dispose();
}
