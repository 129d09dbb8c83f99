namespace InfluenceGrpc.Server.Security;

/// <summary>How connections are encrypted.</summary>
internal sealed record TlsOptions
{
    /// <summary>The server's certificate and those between it and its authority (PEM); null for no TLS.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The certificate's private key (PEM).</summary>
    public string? KeyFile { get; init; }

    /// <summary>The authorities that vouch for callers' certificates (PEM); null where callers show none.</summary>
    public string? ClientCaFile { get; init; }

    /// <summary>Whether a connection without a certificate is refused.</summary>
    public bool RequireClientCertificate { get; init; }

    /// <summary>How often the files are looked at for new ones.</summary>
    public TimeSpan ReloadInterval { get; init; } = TimeSpan.FromSeconds(10);
}
