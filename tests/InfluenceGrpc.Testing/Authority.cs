using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace InfluenceGrpc.Testing;

/// <summary>An authority of the test's own, and certificates of its, in files (PEM) that go with it.</summary>
public sealed class Authority : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("influence-tls-");
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 certificate;

    /// <summary>Makes an authority.</summary>
    public Authority(string name = "authority of the tests")
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(2));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
    }

    /// <summary>The authority's own certificate.</summary>
    public string CertificateFile => PathOf("authority.pem");

    /// <summary>A certificate for whoever is reached at an address.</summary>
    /// <param name="file">Name of the files, without an extension; what is there already is replaced.</param>
    /// <param name="address">The address.</param>
    /// <param name="name">Common name.</param>
    /// <param name="dns">Alternative name of a machine, or null for none.</param>
    public (string CertificateFile, string KeyFile) IssueToServer(
        string file, IPAddress address, string name = "server of the tests", string? dns = null)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        if (dns is not null)
        {
            names.AddDnsName(dns);
        }

        return Issue(file, name, names, "1.3.6.1.5.5.7.3.1");
    }

    /// <summary>A certificate for a caller.</summary>
    /// <param name="file">Name of the files, without an extension; what is there already is replaced.</param>
    /// <param name="name">Common name.</param>
    /// <param name="dns">Alternative name of a machine, or null for none.</param>
    /// <param name="uri">Alternative name that is a URI, or null for none.</param>
    public (string CertificateFile, string KeyFile) IssueToCaller(string file, string name, string? dns = null, string? uri = null)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (dns is not null)
        {
            names.AddDnsName(dns);
        }

        if (uri is not null)
        {
            names.AddUri(new Uri(uri));
        }

        return Issue(file, name, dns is null && uri is null ? null : names, "1.3.6.1.5.5.7.3.2");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        certificate.Dispose();
        key.Dispose();
        folder.Delete(recursive: true);
    }

    private (string CertificateFile, string KeyFile) Issue(string file, string name, SubjectAlternativeNameBuilder? names, string use)
    {
        using var ownKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", ownKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: false));
        if (names is not null)
        {
            request.CertificateExtensions.Add(names.Build());
        }

        using var issued = request.Create(
            certificate, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1), RandomNumberGenerator.GetBytes(8));
        var files = (PathOf($"{file}.pem"), PathOf($"{file}.key"));
        File.WriteAllText(files.Item1, issued.ExportCertificatePem());
        File.WriteAllText(files.Item2, ownKey.ExportPkcs8PrivateKeyPem());
        return files;
    }

    private string PathOf(string name) => Path.Combine(folder.FullName, name);
}
