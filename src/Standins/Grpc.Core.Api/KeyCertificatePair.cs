namespace Grpc.Core;

/// <summary>A certificate chain with its private key, in PEM.</summary>
public sealed class KeyCertificatePair
{
    /// <summary>Chain and key in PEM.</summary>
    public KeyCertificatePair(string certificateChain, string privateKey)
    {
        ArgumentNullException.ThrowIfNull(certificateChain);
        ArgumentNullException.ThrowIfNull(privateKey);
        CertificateChain = certificateChain;
        PrivateKey = privateKey;
    }

    /// <summary>The chain in PEM.</summary>
    public string CertificateChain { get; }

    /// <summary>The key in PEM.</summary>
    public string PrivateKey { get; }
}
