namespace InfluenceGrpc.Client.Streaming;

/// <summary>Items one by one, which go back to the consumer with their answers.</summary>
internal sealed class ItemBatch<T, TRequest>(IChunkEncoder<T, TRequest> encoder) : IChunkBatch<T, TRequest>
{
    private readonly List<T> items = [];
    private int bytes;
    private bool holdsItem;
    private T held = default!;
    private int heldBytes;

    public int Count => items.Count;

    public void Take(T yielded)
    {
        heldBytes = encoder.Prepare(yielded);
        (holdsItem, held) = (true, yielded);
    }

    public bool Fill(ChunkLimits most)
    {
        if (holdsItem)
        {
            if (items.Count > 0 && bytes + heldBytes > most.Bytes)
            {
                return true;
            }

            items.Add(held);
            encoder.Append();
            bytes += heldBytes;
            (holdsItem, held) = (false, default!);
        }

        return items.Count >= most.Items;
    }

    public HeldChunk<T, TRequest> Seal(ulong sequence)
    {
        var chunk = new HeldChunk<T, TRequest>(sequence, [.. items], items.Count, encoder.Take(sequence));
        items.Clear();
        bytes = 0;
        return chunk;
    }
}
