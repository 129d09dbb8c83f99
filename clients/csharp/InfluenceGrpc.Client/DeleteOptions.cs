namespace InfluenceGrpc.Client;

/// <summary>How profiles are deleted.</summary>
public sealed class DeleteOptions
{
    /// <summary>
    /// Null, or one entry an id: the version of the deletion. It deletes what has this version or a lower one, and only a
    /// higher one can be written later. Null deletes what is there, whatever its version.
    /// </summary>
    public IReadOnlyList<ulong>? Versions { get; set; }

    /// <summary>
    /// How many replicas of the store, at least, must have a deletion before it counts, in [0, 16]. More than 0 is refused
    /// where the store has no replicas. 0 unless set.
    /// </summary>
    public int MinReplicas { get; set; }
}
