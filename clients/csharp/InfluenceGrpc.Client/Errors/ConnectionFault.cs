namespace InfluenceGrpc.Client;

/// <summary>Why no call could be made on a connection, where that can be told. Trying again does not mend any of them.</summary>
public enum ConnectionFault
{
    /// <summary>
    /// Nobody trusted vouches for the server's certificate, it is out of date, or it is made out to another name: see
    /// <see cref="InfluenceClientOptions.CertificateAuthorityFile"/>.
    /// </summary>
    CertificateNotTrusted,

    /// <summary>The server does not speak TLS: the address is <c>http://</c>.</summary>
    ServerWithoutTls,

    /// <summary>
    /// What is there ended the connection before the first word of HTTP/2: most likely it speaks TLS (the address is <c>https://</c>), or
    /// HTTP/1.1 alone and what it answered was lost as it closed.
    /// </summary>
    ServerWithTls,

    /// <summary>
    /// The server ended an encrypted connection before its first word: most likely it asks for a client certificate and got none, or one
    /// that it does not take, which TLS 1.3 tells no other way. See <see cref="InfluenceClientOptions.ClientCertificateFile"/>.
    /// </summary>
    ClientCertificateRefused,

    /// <summary>
    /// What is there answers something else than HTTP/2, which gRPC needs: most likely HTTP/1.1, as the server's own port for JSON does.
    /// </summary>
    ServerWithoutHttp2,
}
