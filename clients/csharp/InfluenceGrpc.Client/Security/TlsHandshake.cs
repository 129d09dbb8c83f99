using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace InfluenceGrpc.Client.Security;

/// <summary>One handshake: a connection is encrypted, or it is told why it is not.</summary>
/// <param name="host">Whom the server's certificate must be made out to.</param>
/// <param name="material">What the files hold now.</param>
internal sealed class TlsHandshake(string host, TlsMaterial material)
{
    private bool wasShown;

    /// <summary>The server's certificate; null where none was shown.</summary>
    public X509Certificate2? Shown { get; private set; }

    /// <summary>Why the certificate is not trusted; empty where it is, or none was shown.</summary>
    public string Distrust { get; private set; } = "";

    /// <summary>Encrypts a connection, which belongs to the answer from then on.</summary>
    /// <exception cref="TlsException">It cannot be encrypted, and why.</exception>
    public async Task<SslStream> RunAsync(Stream plain, CancellationToken cancellationToken)
    {
        var tls = new TlsStream(plain, host);
        try
        {
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = host,
                ApplicationProtocols = [SslApplicationProtocol.Http2],
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ClientCertificateContext = material.Own,
                CertificateChainPolicy = material.Policy(),
                RemoteCertificateValidationCallback = (_, shown, chain, faults) => Judge(shown as X509Certificate2, chain, faults),
            };
            await tls.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return tls;
        }
        catch (Exception fault)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw (fault, wasShown, Distrust.Length > 0) switch
            {
                (_, _, true) => new TlsException(ConnectionFault.CertificateNotTrusted, $"The certificate of {host} is not trusted: {Distrust}.", fault),
                (AuthenticationException, false, _) => new TlsException(ConnectionFault.ServerWithoutTls, $"{host} does not speak TLS there: {fault.Message}", fault),
                (AuthenticationException, true, _) => new TlsException(ConnectionFault.ClientCertificateRefused, $"{host} ended the handshake: {fault.Message}", fault),
                _ => fault,
            };
        }
    }

    // The stream takes its own certificate away when it is closed.
    private bool Judge(X509Certificate2? shown, X509Chain? chain, SslPolicyErrors faults)
    {
        wasShown = true;
        Shown = shown is null ? null : X509CertificateLoader.LoadCertificate(shown.RawDataMemory.Span);
        Distrust = DistrustOf(shown, chain, faults);
        return Distrust.Length == 0;
    }

    private string DistrustOf(X509Certificate2? shown, X509Chain? chain, SslPolicyErrors faults)
    {
        List<string> reasons = [];
        if (faults.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            reasons.Add("there is none");
        }

        if (faults.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            reasons.Add($"it is not made out to '{host}'");
        }

        if (faults.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            reasons.AddRange((chain?.ChainStatus ?? []).Select(status => ReasonOf(status, shown)).Distinct(StringComparer.Ordinal));
        }

        return string.Join(", and ", reasons);
    }

    private static string ReasonOf(X509ChainStatus status, X509Certificate2? shown) => status.Status switch
    {
        X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.NotSignatureValid => "no authority that is trusted here vouches for it",
        X509ChainStatusFlags.NotTimeValid when shown is not null =>
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"it, or an authority's, is out of date (its own: {shown.NotBefore.ToUniversalTime():u} to {shown.NotAfter.ToUniversalTime():u})"),
        X509ChainStatusFlags.NotValidForUsage => "it is not made out for servers",
        _ => status.StatusInformation.Trim().TrimEnd('.'),
    };
}
