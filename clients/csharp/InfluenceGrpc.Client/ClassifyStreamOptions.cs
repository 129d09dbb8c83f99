using Influence.V1;

namespace InfluenceGrpc.Client;

/// <summary>What to classify under, and how much to have under way.</summary>
public sealed class ClassifyStreamOptions
{
    /// <summary>Schemes to classify under; null means the server's default.</summary>
    public TierSchemeSelection? Schemes { get; set; }

    /// <summary>Ask for the distance to the nearest bound of each item.</summary>
    public bool BoundaryMargins { get; set; }

    /// <summary>Ask why items have no tier.</summary>
    public bool UnrankedReasons { get; set; }

    /// <summary>The platform of all creators; profiles carry their own instead.</summary>
    public Platform Platform { get; set; }

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
    public IProgress<ClassifyTotals>? Progress { get; set; }

    private static int AtLeastOne(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        return value;
    }
}
