using Grpc.Core;

namespace InfluenceGrpc.Client.Security;

/// <summary>Finds out of the exceptions of the transport what a connection failed for.</summary>
internal static class ConnectionFaults
{
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

    // The server ended the connection before the frame that HTTP/2 begins with; one that goes away does so after it. As the end comes
    // while the transport reads, writes or hands the connection out, it says so by a code, or by these words alone.
    private static bool IsBeforeTheFirstFrame(Exception cause) => cause switch
    {
        HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => true,
        IOException or HttpRequestException => cause.Message.Contains("did not complete the HTTP/2 handshake", StringComparison.Ordinal),
        _ => false,
    };
}
