namespace InfluenceGrpc.Client.Streaming;

/// <summary>A chunk that is kept until its answer has come, so that it can be sent again.</summary>
/// <param name="sequence">Its number.</param>
/// <param name="items">What the consumer gets back with the answer; nothing of blocks, which the consumer has.</param>
/// <param name="count">How many items it has.</param>
/// <param name="message">What is sent.</param>
internal sealed class HeldChunk<T, TRequest>(ulong sequence, T[] items, int count, TRequest message)
{
    public ulong Sequence => sequence;

    public T[] Items => items;

    public int Count => count;

    /// <summary>Changed only while no connection sends.</summary>
    public TRequest Message { get; set; } = message;

    public bool WasSent { get; set; }
}
