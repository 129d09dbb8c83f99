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
            return await new TlsHandshake(HostOf(context), files.Current()).RunAsync(plain, cancellationToken).ConfigureAwait(false);
        };
    }

    // Where a name stands for several servers, their certificates are made out to the name: calls carry it, connections do not.
    private static string HostOf(SocketsHttpConnectionContext context) =>
        context.InitialRequestMessage.Headers.Host is { Length: > 0 } named && Uri.TryCreate($"https://{named}", UriKind.Absolute, out var address)
            ? address.IdnHost
            : context.DnsEndPoint.Host;
}
