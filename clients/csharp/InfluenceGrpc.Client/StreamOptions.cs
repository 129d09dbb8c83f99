namespace InfluenceGrpc.Client;

/// <summary>How much of a stream to have under way.</summary>
public abstract class StreamOptions
{
    /// <summary>For the options of one rpc.</summary>
    private protected StreamOptions()
    {
    }

    /// <summary>Most items in a chunk, at least 1; the server's limit goes before. 8192 unless set.</summary>
    public int MaxItemsPerChunk { get; set => field = AtLeastOne(value); } = 8192;

    /// <summary>Bytes of a serialized chunk to aim at, at least 1; the server's limit goes before. 256 KiB unless set.</summary>
    public int TargetChunkBytes { get; set => field = AtLeastOne(value); } = 256 * 1024;

    /// <summary>
    /// Most chunks that are held at once, from reading their items until the consumer has taken the answer, at least 1;
    /// the server's limit goes before. Memory is bounded by this many chunks. 8 unless set.
    /// </summary>
    public int MaxChunksInFlight { get; set => field = AtLeastOne(value); } = 8;

    /// <summary>How long a chunk that is not full waits for a slow source. 50 milliseconds unless set.</summary>
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Told of every chunk answered and of every retry.</summary>
    public IProgress<StreamTotals>? Progress { get; set; }

    private static int AtLeastOne(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        return value;
    }
}
