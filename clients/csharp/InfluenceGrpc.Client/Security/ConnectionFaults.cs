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

            // Before the first frame that HTTP/2 asks for. A server that goes away does so after it.
            if (cause is HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse })
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
}
