namespace InfluenceGrpc.Performance.Loads;

/// <summary>A message that a client sends in a stream, as bytes.</summary>
/// <param name="Sequence">The chunk's; 0 for the config, which has none.</param>
/// <param name="Body">The config, or what follows the sequence in the chunk.</param>
internal sealed record ChunkBytes(ulong Sequence, ReadOnlyMemory<byte> Body);
