namespace InfluenceGrpc.Server.Profiles;

/// <summary>Which traffic a call to the store belongs to: the two never queue behind each other.</summary>
internal enum StoreLane
{
    /// <summary>Single questions and batches, that somebody waits for.</summary>
    Unary,

    /// <summary>Streams.</summary>
    Bulk,
}
