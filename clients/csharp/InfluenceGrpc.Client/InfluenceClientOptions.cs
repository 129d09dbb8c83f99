using Grpc.Core;
using Grpc.Net.Client;
using InfluenceGrpc.Client.Balancing;
using InfluenceGrpc.Client.Security;

namespace InfluenceGrpc.Client;

/// <summary>How a client reaches its server.</summary>
public sealed class InfluenceClientOptions
{
    // It stands beside that of gRPC, and answers over HTTP/1.1.
    private const string OtherPort =
        "Is it the server's JSON port (Web:Listen, usually 5091), which answers HTTP/1.1? gRPC is usually at 5090.";

    private const string Draining = "SERVER_DRAINING";

    /// <summary>How long a unary call may take, its retries included. 10 seconds unless set.</summary>
    public TimeSpan UnaryTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often and how soon to try again while the server is unavailable.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>Sent with every call.</summary>
    public Metadata Headers { get; set; } = [];

    /// <summary>
    /// The API key that says who calls, sent with every call as <c>authorization: Bearer KEY</c>; null for none. 1 to 512 characters of
    /// ASCII without spaces; line ends and spaces around it, as files have them, are left out. It is in no exception and no log.
    /// </summary>
    public string? ApiKey { get; set => field = value?.Trim(); }

    /// <summary>
    /// Sends <see cref="ApiKey"/> to other machines without TLS too, where a mesh or a tunnel encrypts. False unless set: a client of
    /// such an address is not made then, because whoever is on the way could read the key.
    /// </summary>
    public bool AllowInsecureApiKey { get; set; }

    /// <summary>
    /// A file of certificates (PEM) of the authorities that vouch for servers, in place of the machine's own; null for those. With it, a
    /// <c>dns:///</c> name is spoken to over TLS.
    /// </summary>
    public string? CertificateAuthorityFile { get; set; }

    /// <summary>
    /// A file with the client's certificate and those between it and its authority (PEM), for servers that ask for one (mTLS); null for
    /// none. With it, a <c>dns:///</c> name is spoken to over TLS. This, the key and the authorities are read for every connection: new
    /// files count from the next one on.
    /// </summary>
    public string? ClientCertificateFile { get; set; }

    /// <summary>The private key of <see cref="ClientCertificateFile"/> (PEM, without a password).</summary>
    public string? ClientCertificateKeyFile { get; set; }

    /// <summary>
    /// Called on the options of the channel before <see cref="InfluenceClient.Connect(Uri, InfluenceClientOptions)"/> opens it.
    /// </summary>
    public Action<GrpcChannelOptions>? ConfigureChannel { get; set; }

    /// <summary>The clock that waits go by.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The servers of a client that has several; null where it has one, or a channel of the caller's.</summary>
    internal ServerTarget? Replicas { get; private init; }

    /// <summary>Whether the client's own channel speaks TLS; null for a channel of the caller's.</summary>
    internal bool? IsEncrypted { get; set; }

    /// <summary>What calls carry.</summary>
    internal Metadata CallHeaders => ApiKey is null ? Headers : [.. Headers, new Metadata.Entry(ApiKeyRules.Header, $"Bearer {ApiKey}")];

    /// <summary>The same, for a client of its own channel.</summary>
    internal InfluenceClientOptions For(ServerTarget target) => new()
    {
        UnaryTimeout = UnaryTimeout,
        Retry = Retry,
        Headers = Headers,
        ApiKey = ApiKey,
        AllowInsecureApiKey = AllowInsecureApiKey,
        CertificateAuthorityFile = CertificateAuthorityFile,
        ClientCertificateFile = ClientCertificateFile,
        ClientCertificateKeyFile = ClientCertificateKeyFile,
        ConfigureChannel = ConfigureChannel,
        TimeProvider = TimeProvider,
        Replicas = target.IsBalanced ? target : null,
    };

    /// <summary>What is wrong with them for a client of a channel that the caller made.</summary>
    internal IEnumerable<string> FaultsForOtherChannel()
    {
        foreach (var fault in ApiKeyRules.FaultsOf(this))
        {
            yield return fault;
        }

        if (CertificateAuthorityFile is not null || ClientCertificateFile is not null || ClientCertificateKeyFile is not null)
        {
            yield return "Files of certificates are for a channel of the client's own: tell the one that is given of them.";
        }
    }

    /// <summary>Whether another server can take a call up at once: its end concerns one of several alone.</summary>
    internal bool IsForAnother(InfluenceError error) => Replicas is not null && error.Reason == Draining;

    /// <summary>A failed call as callers see it; where no server was reached, with the names of all that were tried.</summary>
    internal InfluenceException ExceptionOf(RpcException fault)
    {
        var error = InfluenceException.ErrorOf(fault);
        if (Replicas is not null && error is { Code: StatusCode.Unavailable, Reason: "" })
        {
            error = error.With($"No answer from {Replicas}: {error.Message}");
        }

        var connectionFault = error.Reason.Length == 0 ? ConnectionFaults.Of(fault, IsEncrypted) : null;
        var advice = connectionFault switch
        {
            ConnectionFault.ServerWithoutHttp2 => OtherPort,
            ConnectionFault.ServerWithTls => $"Does it speak TLS? Then the address begins with https://. {OtherPort}",
            _ => null,
        };
        if (advice is not null)
        {
            error = error.With($"{error.Message} {advice}");
        }

        return new InfluenceException(error, fault) { ConnectionFault = connectionFault };
    }
}
