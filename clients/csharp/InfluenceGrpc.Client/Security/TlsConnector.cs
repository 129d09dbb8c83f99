using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace InfluenceGrpc.Client.Security;

/// <summary>Encrypts connections, with what the files hold at that time.</summary>
/// <remarks>
/// The transport could do it too, but takes a client certificate with its chain once and for ever, and tells of a handshake that failed
/// in the words of the library beneath it.
/// </remarks>
internal sealed class TlsConnector(TlsFiles files)
{
    /// <summary>Has a handler encrypt its connections here. After its channel is made, which decides how to reach replicas by it.</summary>
    public void Serve(SocketsHttpHandler handler)
    {
        if (handler.ConnectCallback is not { } reach)
        {
            // Through a proxy: the transport makes a tunnel first, and encrypts what goes through it. New files do not count there.
            var material = files.Current();
            handler.SslOptions.ClientCertificateContext = material.Own;
            handler.SslOptions.CertificateChainPolicy = material.Policy();
            return;
        }

        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            var plain = await reach(context, cancellationToken).ConfigureAwait(false);
            return await EncryptAsync(plain, HostOf(context), cancellationToken).ConfigureAwait(false);
        };
    }

    /// <exception cref="TlsException">It cannot be encrypted, and why.</exception>
    private async Task<Stream> EncryptAsync(Stream plain, string host, CancellationToken cancellationToken)
    {
        var tls = new SslStream(plain);
        var wasShown = false;
        var distrust = "";
        try
        {
            var material = files.Current();
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = host,
                ApplicationProtocols = [SslApplicationProtocol.Http2],
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ClientCertificateContext = material.Own,
                CertificateChainPolicy = material.Policy(),
                RemoteCertificateValidationCallback = (_, shown, chain, faults) =>
                {
                    wasShown = true;
                    distrust = DistrustOf(host, shown, chain, faults);
                    return distrust.Length == 0;
                },
            };
            await tls.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return tls;
        }
        catch (Exception fault)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw (fault, wasShown, distrust.Length > 0) switch
            {
                (_, _, true) => new TlsException(ConnectionFault.CertificateNotTrusted, $"The certificate of {host} is not trusted: {distrust}.", fault),
                (AuthenticationException, false, _) => new TlsException(ConnectionFault.ServerWithoutTls, $"{host} does not speak TLS there: {fault.Message}", fault),
                (AuthenticationException, true, _) => new TlsException(ConnectionFault.ClientCertificateRefused, $"{host} ended the handshake: {fault.Message}", fault),
                _ => fault,
            };
        }
    }

    // Why the certificate is not trusted; empty where it is.
    private static string DistrustOf(string host, X509Certificate? shown, X509Chain? chain, SslPolicyErrors faults)
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
            reasons.AddRange((chain?.ChainStatus ?? []).Select(status => ReasonOf(status, shown as X509Certificate2)).Distinct(StringComparer.Ordinal));
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

    // Where a name stands for several servers, their certificates are made out to the name: calls carry it, connections do not.
    private static string HostOf(SocketsHttpConnectionContext context) =>
        context.InitialRequestMessage.Headers.Host is { Length: > 0 } named && Uri.TryCreate($"https://{named}", UriKind.Absolute, out var address)
            ? address.IdnHost
            : context.DnsEndPoint.Host;
}
