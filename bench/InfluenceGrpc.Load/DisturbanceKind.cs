namespace InfluenceGrpc.Load;

/// <summary>What is done to a deployment under load.</summary>
internal enum DisturbanceKind
{
    /// <summary>Redis is killed and started again with what it kept.</summary>
    RedisKilled,

    /// <summary>Redis is stopped in its tracks and let go on.</summary>
    RedisStopped,

    /// <summary>A replica is terminated (SIGTERM) and started again.</summary>
    ReplicaRestarted,

    /// <summary>The certificate's files and the asker's key are renewed.</summary>
    Renewed,
}
