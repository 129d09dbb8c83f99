namespace InfluenceGrpc.Server.Security;

/// <summary>A caller, as the settings tell of it.</summary>
internal sealed record CallerOptions
{
    public required string Name { get; init; }

    /// <summary>Hashes of the caller's keys; several while one takes the place of another.</summary>
    public IReadOnlyList<ApiKeyHash> Keys { get; init; } = [];

    /// <summary>Names in the caller's certificates.</summary>
    public IReadOnlyList<CertificateName> Certificates { get; init; } = [];

    public Scopes Scopes { get; init; }

    /// <summary>Items a second, at least 1; null for any number.</summary>
    public int? ItemsPerSecond { get; init; }

    /// <summary>Items at once, after a rest.</summary>
    public int ItemBurst { get; init; }
}
