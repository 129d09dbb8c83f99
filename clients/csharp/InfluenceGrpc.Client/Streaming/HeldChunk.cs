namespace InfluenceGrpc.Client.Streaming;

/// <summary>A chunk that is kept until its answer has come, so that it can be sent again.</summary>
internal sealed class HeldChunk<T, TRequest>(ulong sequence, T[] items, TRequest message)
{
    public ulong Sequence => sequence;

    public T[] Items => items;

    /// <summary>Changed only while no connection sends.</summary>
    public TRequest Message { get; set; } = message;

    public bool WasSent { get; set; }
}
