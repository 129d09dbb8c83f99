using System.Diagnostics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Load;

/// <summary>
/// The replicas' certificate and key, in a folder that a link leads to. A renewal points the link at another folder, as Kubernetes
/// renews a mounted secret: both files change at once. Written one after the other, a look between them would find a certificate
/// beside another's key.
/// </summary>
internal sealed class RenewedCertificate : IDisposable
{
    private readonly Authority authority = new("authority of the soak");
    private readonly string folder;
    private int renewals;

    public RenewedCertificate()
    {
        folder = Path.GetDirectoryName(authority.CertificateFile)!;
        Directory.CreateSymbolicLink(Path.Combine(folder, "current"), Issue());
    }

    /// <summary>Who vouches for it.</summary>
    public string AuthorityFile => authority.CertificateFile;

    /// <summary>The certificate (PEM), whichever it is by now.</summary>
    public string CertificateFile => Path.Combine(folder, "current", "server.pem");

    /// <summary>Its key.</summary>
    public string KeyFile => Path.Combine(folder, "current", "server.key");

    /// <summary>What the certificate is known by.</summary>
    public string Thumbprint
    {
        get
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(CertificateFile);
            return certificate.Thumbprint;
        }
    }

    /// <summary>Puts another in its place.</summary>
    public async Task RenewAsync()
    {
        var next = Path.Combine(folder, "next");
        Directory.CreateSymbolicLink(next, Issue());

        // The framework moves no link to a folder onto another.
        using var move = Process.Start("mv", ["-T", next, Path.Combine(folder, "current")]);
        await move.WaitForExitAsync();
        if (move.ExitCode != 0)
        {
            throw new InvalidOperationException($"mv ended with {move.ExitCode}.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => authority.Dispose();

    private string Issue()
    {
        var name = $"issued-{++renewals}";
        Directory.CreateDirectory(Path.Combine(folder, name));
        authority.IssueToServer(Path.Combine(name, "server"), IPAddress.Loopback);
        return name;
    }
}
