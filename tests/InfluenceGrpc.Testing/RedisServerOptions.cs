namespace InfluenceGrpc.Testing;

/// <summary>How a Redis server is started.</summary>
public sealed record RedisServerOptions
{
    /// <summary>The password; null for none.</summary>
    public string? Password { get; init; }

    /// <summary>What it proves itself with over TLS; null for no TLS.</summary>
    public RedisCertificates? Certificates { get; init; }

    /// <summary>Whether it keeps what it holds when it is killed and started again.</summary>
    public bool IsPersistent { get; init; }

    /// <summary>Further settings, each a name and its value, as redis.conf has them.</summary>
    public IReadOnlyList<(string Name, string Value)> Further { get; init; } = [];
}
