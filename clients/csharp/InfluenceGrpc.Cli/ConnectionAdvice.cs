using Grpc.Core;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli;

/// <summary>What to do where a connection cannot be made, or its caller is not known or may not ask.</summary>
internal static class ConnectionAdvice
{
    /// <summary>What to do where something answers by HTTP/1.1, or by another protocol.</summary>
    public const string OtherPort =
        "check the port: it may be the server's JSON port (Web:Listen, usually 5091), which answers HTTP/1.1; gRPC is usually at 5090";

    /// <summary>Of a connection that failed; null where nothing can be told but that there is no server.</summary>
    public static string? Of(ServerAddress server, ConnectionFault? fault) => fault switch
    {
        ConnectionFault.CertificateNotTrusted =>
            $"the certificate of the server at {server} is not trusted: "
                + (server.AuthorityFile is null ? "give the file of the authority that vouches for it with --ca or " + ServerAddress.AuthorityVariable
                    : $"'{server.AuthorityFile}' must hold the authority that vouches for it")
                + ", and ask by the name that it is made out to.",
        ConnectionFault.ServerWithoutTls =>
            $"the server at {server} does not speak TLS: write http:// in place of https:// (and leave --ca and --cert out), or have it speak TLS.",
        ConnectionFault.ServerWithTls =>
            $"what is at {server} does not speak gRPC without TLS: if it speaks TLS, write https:// in place of http://; if not, {OtherPort}.",
        ConnectionFault.ServerWithoutHttp2 =>
            $"what is at {server} does not speak HTTP/2, which gRPC needs: {OtherPort}. If it speaks TLS, write https://.",
        ConnectionFault.ClientCertificateRefused when server.CertificateFile is null =>
            $"the server at {server} ended the connection once it was encrypted. Most likely it wants a certificate that says who asks; give one with --cert and --cert-key.",
        ConnectionFault.ClientCertificateRefused =>
            $"the server at {server} refused the certificate '{server.CertificateFile}': its authority must be one that the server knows, "
                + "and it must be in date and made out for clients.",
        _ => null,
    };

    /// <summary>Of a call that was not answered by the server; null where nothing can be told but that there is no server.</summary>
    public static string? OfConnection(ServerAddress server, InfluenceException fault) => fault is { StatusCode: StatusCode.DeadlineExceeded, Reason: "" }
        ? $"nothing answered at {server} in time: another program may listen there, or the server has too much to do. 'influence doctor' looks for what is wrong."
        : Of(server, fault.ConnectionFault);

    /// <summary>Of a call that was refused for who asks; null where it was for something else.</summary>
    public static string? Of(ServerAddress server, InfluenceException fault) => fault switch
    {
        { StatusCode: StatusCode.Unauthenticated } when server.HasKey =>
            $"the server at {server} does not know the API key: it is another server's, or was taken back. Ask whoever runs it for a new one.",
        { StatusCode: StatusCode.Unauthenticated } when server.CertificateFile is not null =>
            $"the server at {server} knows no caller by the certificate '{server.CertificateFile}': have it named there, or give an API key with --api-key-file.",
        { StatusCode: StatusCode.Unauthenticated } =>
            $"the server at {server} wants to know who asks: give an API key with --api-key-file or {ServerAddress.KeyVariable}, or a "
                + "certificate with --cert and --cert-key.",
        { StatusCode: StatusCode.PermissionDenied } when fault.Metadata.TryGetValue("scope", out var scope) =>
            $"{fault.Metadata.GetValueOrDefault("caller", "this caller")} may not ask the server at {server} for this: the scope {scope} is missing. "
                + "Whoever runs the server can add it.",
        _ => null,
    };
}
