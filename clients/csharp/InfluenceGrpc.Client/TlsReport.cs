using System.Net;
using System.Net.Sockets;
using InfluenceGrpc.Client.Security;

namespace InfluenceGrpc.Client;

/// <summary>
/// What a server's TLS looks like from here: its certificate, and whether a client would trust it. Made by a handshake of its own; no call is
/// made, and no key is sent.
/// </summary>
public sealed record TlsReport
{
    private TlsReport()
    {
    }

    /// <summary>Whom the certificate is made out to, such as <c>CN=influence</c>; null where none was shown.</summary>
    public string? Subject { get; private init; }

    /// <summary>Who vouches for it; null where none was shown.</summary>
    public string? Issuer { get; private init; }

    /// <summary>From when on it is in date; null where none was shown.</summary>
    public DateTimeOffset? NotBefore { get; private init; }

    /// <summary>Until when it is in date; null where none was shown.</summary>
    public DateTimeOffset? NotAfter { get; private init; }

    /// <summary>The version of TLS that both agreed to, such as <c>Tls13</c>; null where they did not come so far.</summary>
    public string? Protocol { get; private init; }

    /// <summary>Whether both agreed to HTTP/2, without which there is no gRPC.</summary>
    public bool SpeaksHttp2 { get; private init; }

    /// <summary>Why no connection came about; null where one did, or it cannot be told.</summary>
    public ConnectionFault? Fault { get; private init; }

    /// <summary>The same as a sentence; null where a connection came about.</summary>
    public string? Message { get; private init; }

    /// <summary>Makes one.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="host">Whom its certificate must be made out to.</param>
    /// <param name="options">The files of authorities and of the client's own certificate; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SocketException">Nothing listens there.</exception>
    /// <exception cref="ArgumentException">The files cannot be used; every fault is named.</exception>
    public static async Task<TlsReport> MakeAsync(
        IPEndPoint server, string host, InfluenceClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentException.ThrowIfNullOrEmpty(host);
        List<string> faults = [];
        var files = new TlsFiles(options?.CertificateAuthorityFile, options?.ClientCertificateFile, options?.ClientCertificateKeyFile);
        var handshake = new TlsHandshake(host, files.Read(faults));
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', faults), nameof(options));
        }

        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        try
        {
            var tls = await handshake.RunAsync(new NetworkStream(socket), cancellationToken).ConfigureAwait(false);
            await using (tls.ConfigureAwait(false))
            {
                return Of(handshake) with
                {
                    Protocol = tls.SslProtocol.ToString(),
                    SpeaksHttp2 = tls.NegotiatedApplicationProtocol == System.Net.Security.SslApplicationProtocol.Http2,
                };
            }
        }
        catch (TlsException fault)
        {
            return Of(handshake) with { Fault = fault.Fault, Message = fault.Message };
        }
        catch (IOException fault)
        {
            return Of(handshake) with { Message = fault.Message };
        }
    }

    private static TlsReport Of(TlsHandshake handshake)
    {
        using var shown = handshake.Shown;
        return shown is null
            ? new TlsReport()
            : new TlsReport { Subject = shown.Subject, Issuer = shown.Issuer, NotBefore = TimeOf(shown.NotBefore), NotAfter = TimeOf(shown.NotAfter) };
    }

    // Certificates tell it in the time of this machine.
    private static DateTimeOffset TimeOf(DateTime local) => new(local.ToUniversalTime(), TimeSpan.Zero);
}
