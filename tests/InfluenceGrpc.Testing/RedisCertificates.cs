using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace InfluenceGrpc.Testing;

/// <summary>An authority of the test's own and a certificate of its for a server, in files (PEM) that go with it.</summary>
public sealed class RedisCertificates
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("influence-tls-");

    /// <summary>Makes both.</summary>
    /// <param name="address">The address that the server's certificate is made out to.</param>
    public RedisCertificates(IPAddress address)
    {
        Address = address;
        var (from, to) = (DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=authority of the tests", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var signed = authority.CreateSelfSigned(from, to);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var server = new CertificateRequest("CN=redis of the tests", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        server.CertificateExtensions.Add(names.Build());
        using var certificate = server.Create(signed, from, to, RandomNumberGenerator.GetBytes(8));

        File.WriteAllText(AuthorityFile, signed.ExportCertificatePem());
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The address that the server's certificate is made out to.</summary>
    public IPAddress Address { get; }

    /// <summary>The authority's certificate.</summary>
    public string AuthorityFile => Path.Combine(folder.FullName, "authority.pem");

    /// <summary>The server's certificate.</summary>
    public string CertificateFile => Path.Combine(folder.FullName, "server.pem");

    /// <summary>The server's key.</summary>
    public string KeyFile => Path.Combine(folder.FullName, "server.key");

    /// <summary>Deletes the files.</summary>
    public void Delete() => folder.Delete(recursive: true);
}
