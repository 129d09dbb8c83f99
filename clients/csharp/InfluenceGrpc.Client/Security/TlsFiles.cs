using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace InfluenceGrpc.Client.Security;

/// <summary>
/// The files that a client's connections are encrypted with. They are read for every connection, which are few: what a renewal puts in
/// their place counts from the next connection on.
/// </summary>
internal sealed class TlsFiles(string? authorityFile, string? certificateFile, string? keyFile)
{
    private const string KeyLabel = "PRIVATE KEY";
    private const string EncryptedKeyLabel = "ENCRYPTED PRIVATE KEY";

    private TlsMaterial? last;

    /// <summary>Whether there are any.</summary>
    public bool Any => authorityFile is not null || certificateFile is not null || keyFile is not null;

    /// <summary>
    /// What they hold now, or where that cannot be used, what they held before: one look may find a new certificate beside an old key,
    /// and the next one does not.
    /// </summary>
    public TlsMaterial Current()
    {
        List<string> faults = [];
        var read = Read(faults);
        return faults.Count > 0 && Volatile.Read(ref last) is { } before ? before : read;
    }

    /// <summary>Reads them.</summary>
    /// <param name="faults">Takes everything that is wrong with them, each with the name of its file.</param>
    public TlsMaterial Read(List<string> faults)
    {
        var before = faults.Count;
        var authorities = authorityFile is null ? null : CertificatesOf(authorityFile, "certificate authorities", faults);
        var own = OwnCertificate(faults);
        var read = new TlsMaterial(authorities, own);
        if (faults.Count == before)
        {
            Volatile.Write(ref last, read);
        }

        return read;
    }

    private SslStreamCertificateContext? OwnCertificate(List<string> faults)
    {
        if (certificateFile is null != keyFile is null)
        {
            faults.Add($"A client certificate and its key go together: '{certificateFile ?? keyFile}' is given, its {(keyFile is null ? "key" : "certificate")} is not.");
        }

        var chain = certificateFile is null ? null : CertificatesOf(certificateFile, "client certificate", faults);
        var key = keyFile is null ? null : KeyOf(keyFile, faults);
        if (chain is null || key is null)
        {
            return null;
        }

        try
        {
            // Offline: the rest of the chain is in the file, or with the server.
            return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPem(chain[0].ExportCertificatePem(), key), chain, offline: true);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            faults.Add($"The key in '{keyFile}' is not that of the certificate in '{certificateFile}'.");
            return null;
        }
    }

    private static X509Certificate2Collection? CertificatesOf(string path, string use, List<string> faults)
    {
        if (TextOf(path, use, faults) is not { } text)
        {
            return null;
        }

        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(text);
        }
        catch (CryptographicException)
        {
            found.Clear();
        }

        if (found.Count > 0)
        {
            return found;
        }

        faults.Add($"'{path}' holds no certificate in PEM form ({use}).");
        return null;
    }

    private static string? KeyOf(string path, List<string> faults)
    {
        const string use = "key of the client certificate";
        if (TextOf(path, use, faults) is not { } text)
        {
            return null;
        }

        if (text.Contains(EncryptedKeyLabel, StringComparison.Ordinal))
        {
            faults.Add($"The key in '{path}' has a password; give one without.");
            return null;
        }

        if (text.Contains(KeyLabel, StringComparison.Ordinal) && (CanBeRead(RSA.Create(), text) || CanBeRead(ECDsa.Create(), text)))
        {
            return text;
        }

        faults.Add($"'{path}' holds no private key in PEM form ({use}).");
        return null;
    }

    private static bool CanBeRead(AsymmetricAlgorithm algorithm, string text)
    {
        using (algorithm)
        {
            try
            {
                algorithm.ImportFromPem(text);
                return true;
            }
            catch (Exception fault) when (fault is CryptographicException or ArgumentException)
            {
                return false;
            }
        }
    }

    private static string? TextOf(string path, string use, List<string> faults)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            faults.Add($"There is no file '{path}' ({use}).");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            faults.Add($"'{path}' cannot be read ({use}).");
        }

        return null;
    }
}
