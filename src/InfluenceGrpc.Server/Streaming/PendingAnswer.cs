namespace InfluenceGrpc.Server.Streaming;

/// <summary>An answer that may still be under way, in its place in the order of the chunks.</summary>
internal readonly record struct PendingAnswer<TResponse>(ulong Sequence, ValueTask<ChunkAnswer<TResponse>> Answer);
