namespace InfluenceGrpc.Client.Streaming;

/// <summary>Gathers what a source yields into chunks: items one by one, or whole blocks of them.</summary>
internal interface IChunkBatch<T, TRequest>
{
    /// <summary>Items in the chunk so far.</summary>
    int Count { get; }

    /// <summary>Takes up what the source yields; all that it yielded before is in chunks.</summary>
    void Take(T yielded);

    /// <summary>Puts as much of it into the chunk as there is room for, which is one item at least; whether the chunk is full then.</summary>
    bool Fill(ChunkLimits most);

    /// <summary>The chunk, which holds something; the next item begins a new one.</summary>
    HeldChunk<T, TRequest> Seal(ulong sequence);
}
