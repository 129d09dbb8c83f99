namespace InfluenceGrpc.Server.Operations;

/// <summary>Everything that has a limit, in one place. Bounds of each setting: <see cref="Settings"/>.</summary>
internal sealed record LimitOptions
{
    /// <summary>Different statuses told apart among the failed items of one answer.</summary>
    public const int MaxItemStatuses = 64;

    /// <summary>Bytes kept free in a message for its envelope when a chunk's bytes are limited.</summary>
    public const int EnvelopeBytes = 1024;

    /// <summary>Most items in a unary batch and in a chunk.</summary>
    public int MaxItems { get; init; } = 10_000;

    /// <summary>
    /// Most schemes in a request, the inline one included. With 10,000 items, 16 schemes and every column asked for an
    /// answer takes 16 x 10,000 x (1 + 4 + 1) bytes = 0.96 MB, below the 1 MB that every answer keeps to.
    /// </summary>
    public int MaxTierSchemes { get; init; } = 16;

    /// <summary>Most bytes in a chunk or unary batch, as serialized.</summary>
    public int MaxChunkBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Most bytes in any message; a larger one ends its call.</summary>
    public int MaxMessageBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Chunks of a stream taken in before the first of them is answered.</summary>
    public int MaxChunksInFlight { get; init; } = 8;

    /// <summary>How long a stream may lie still.</summary>
    public TimeSpan StreamInactivity { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long calls under way may take to end at shutdown.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(20);
}
