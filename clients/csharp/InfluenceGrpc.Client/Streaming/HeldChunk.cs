using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>A chunk that is kept until its answer has come, so that it can be sent again.</summary>
internal sealed class HeldChunk<T>(ulong sequence, T[] items, StreamClassifyTiersRequest message)
{
    public ulong Sequence => sequence;

    public T[] Items => items;

    public StreamClassifyTiersRequest Message => message;

    public int Bytes { get; } = message.Chunk.CalculateSize();

    public bool WasSent { get; set; }
}
