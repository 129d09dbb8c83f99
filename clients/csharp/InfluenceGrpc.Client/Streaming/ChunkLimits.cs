using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>How large a chunk may become: the smaller of what the caller wishes and what the server allows.</summary>
internal sealed record ChunkLimits(int Items, int Bytes)
{
    // Of a chunk beside its items: sequence, tags and lengths.
    private const int EnvelopeBytes = 64;

    private const int ContractItems = 10_000;
    private const int ContractBytes = 4 << 20;

    public static ChunkLimits Of(StreamOptions options, StreamLimits server) => new(
        Smaller(options.MaxItemsPerChunk, server.MaxItemsPerChunk),
        Math.Max(1, Smaller(options.TargetChunkBytes, server.MaxChunkBytes) - EnvelopeBytes));

    /// <summary>As large as the server takes them; of one that does not say, as large as by default.</summary>
    public static ChunkLimits Of(StreamLimits server) => new(
        Smaller(ContractItems, server.MaxItemsPerChunk), Math.Max(1, Smaller(ContractBytes, server.MaxChunkBytes) - EnvelopeBytes));

    // 0 is what a server says that does not know the limit.
    public static int Smaller(int wish, uint allowed) => allowed == 0 ? wish : (int)Math.Min((uint)wish, allowed);
}
