namespace InfluenceGrpc.Client.Streaming;

/// <summary>Gathers items of one kind into messages.</summary>
internal interface IChunkEncoder<in T, out TRequest>
{
    /// <summary>Takes up an item and tells the most bytes that it adds to the message.</summary>
    int Prepare(T item);

    /// <summary>Puts the item taken up last into the message.</summary>
    void Append();

    /// <summary>The message; the next item begins a new one.</summary>
    TRequest Take(ulong sequence);
}
