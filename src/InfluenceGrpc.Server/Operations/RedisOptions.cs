namespace InfluenceGrpc.Server.Operations;

/// <summary>How Redis is spoken to. Bounds and meaning of each setting: <see cref="Settings"/>.</summary>
internal sealed record RedisOptions
{
    /// <summary>The password; null where none is needed.</summary>
    public string? Password { get; init; }

    /// <summary>File with the certificates (PEM) of the authorities that vouch for Redis; null for the machine's own.</summary>
    public string? CaFile { get; init; }

    /// <summary>First part of every key and channel.</summary>
    public string KeyPrefix { get; init; } = "inf";

    /// <summary>Groups of creators that share a slot of a cluster; 0 for none.</summary>
    public int Buckets { get; init; } = 256;

    /// <summary>Most keys that one command reads.</summary>
    public int KeysPerCommand { get; init; } = 250;

    /// <summary>How long after a write on another server the near cache may still answer with what was before.</summary>
    public TimeSpan MaxStaleness { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long Redis may take for a single question or batch.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long Redis may take for a chunk of a stream.</summary>
    public TimeSpan BulkTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
