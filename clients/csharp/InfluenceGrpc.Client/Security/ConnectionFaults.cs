using Grpc.Core;

namespace InfluenceGrpc.Client.Security;

/// <summary>Finds out of the exceptions of the transport what a connection failed for.</summary>
internal static class ConnectionFaults
{
    // RFC 9113, section 7.
    private const long Http11Required = 0xd;

    /// <summary>What it was; null where that cannot be told, or it was no connection that failed.</summary>
    /// <param name="fault">How a call ended.</param>
    /// <param name="isEncrypted">Whether the client speaks TLS; null where that is not known.</param>
    public static ConnectionFault? Of(RpcException fault, bool? isEncrypted)
    {
        for (var cause = fault.Status.DebugException; cause is not null; cause = cause.InnerException)
        {
            if (cause is TlsException known)
            {
                return known.Fault;
            }

            if (cause is UnheardException)
            {
                return ConnectionFault.ClientCertificateRefused;
            }

            if (IsWithoutHttp2(cause))
            {
                return ConnectionFault.ServerWithoutHttp2;
            }

            if (IsBeforeTheFirstFrame(cause))
            {
                return isEncrypted switch
                {
                    true => ConnectionFault.ClientCertificateRefused,
                    false => ConnectionFault.ServerWithTls,
                    null => null,
                };
            }
        }

        return null;
    }

    // Kestrel asks for HTTP/1.1 in words of HTTP/2. Others answer by HTTP/1.1 itself, or by what they speak, which the transport reads as a
    // frame that cannot be: it says so by these words alone, and by others where the server complains of this client.
    private static bool IsWithoutHttp2(Exception cause) => cause is HttpProtocolException protocol
        && (protocol.ErrorCode == Http11Required || protocol.Message.Contains("sent invalid data on the connection", StringComparison.Ordinal));

    // The server ended the connection before the frame that HTTP/2 begins with; one that goes away does so after it. As the end comes
    // while the transport reads, writes or hands the connection out, it says so by a code, or by these words alone.
    private static bool IsBeforeTheFirstFrame(Exception cause) => cause switch
    {
        HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => true,
        IOException or HttpRequestException => cause.Message.Contains("did not complete the HTTP/2 handshake", StringComparison.Ordinal),
        _ => false,
    };
}
