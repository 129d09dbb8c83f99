using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace InfluenceGrpc.Client.Security;

/// <summary>What the files of a client's TLS held when they were read.</summary>
/// <param name="Authorities">Who vouches for servers; null for the machine's own authorities.</param>
/// <param name="Own">The client's certificate with those between it and its authority; null for none.</param>
internal sealed record TlsMaterial(X509Certificate2Collection? Authorities, SslStreamCertificateContext? Own)
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";

    /// <summary>How a server's certificate is judged; null for as the machine does.</summary>
    public X509ChainPolicy? Policy()
    {
        if (Authorities is null)
        {
            return null;
        }

        // Made anew for every connection: building a chain changes it.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(Authorities);
        policy.ApplicationPolicy.Add(new Oid(ServerUse));
        return policy;
    }
}
