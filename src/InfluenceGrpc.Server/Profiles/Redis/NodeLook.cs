using StackExchange.Redis;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>What a node said when it was looked at.</summary>
/// <param name="Node">The node.</param>
/// <param name="IsFit">Whether it takes writes: only then it beats.</param>
/// <param name="View">How it sees the cluster; null where it is in none.</param>
internal sealed record NodeLook(RedisNode Node, bool IsFit, ClusterView? View)
{
    /// <summary>Whether it is a server in no cluster that takes writes.</summary>
    public bool IsLoneMaster => View is null && IsFit;

    /// <summary>Whether it is a server in no cluster that copies another one, and so has nothing of its own to say.</summary>
    public bool IsLoneReplica => View is null && !IsFit;

    /// <summary>Reads the answer of <see cref="LookScript"/>.</summary>
    public static NodeLook Read(RedisNode node, RedisResult answer)
    {
        var (isFit, view) = LookScript.Read(answer, node.Address);
        return new(node, isFit, view);
    }
}
