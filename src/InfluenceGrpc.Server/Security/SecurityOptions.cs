namespace InfluenceGrpc.Server.Security;

/// <summary>Who may call, and how they are known. Bounds and meaning of each setting: SecuritySettings.</summary>
internal sealed record SecurityOptions
{
    /// <summary>Whether addresses beyond this machine may be served without TLS.</summary>
    public bool AllowInsecure { get; init; }

    /// <summary>Whether callers of this machine need not say who they are; null for: where no callers are named.</summary>
    public bool? AllowAnonymous { get; init; }

    public IReadOnlyList<CallerOptions> Callers { get; init; } = [];

    public TlsOptions Tls { get; init; } = new();
}
