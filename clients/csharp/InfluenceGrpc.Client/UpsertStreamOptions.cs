namespace InfluenceGrpc.Client;

/// <summary>How profiles are written, and how much to have under way.</summary>
public sealed class UpsertStreamOptions : StreamOptions
{
    /// <summary>
    /// How many replicas of the store, at least, must have a profile before it counts as written, in [0, 16]. More than 0
    /// is refused where the store has no replicas. 0 unless set.
    /// </summary>
    public int MinReplicas { get; set; }
}
