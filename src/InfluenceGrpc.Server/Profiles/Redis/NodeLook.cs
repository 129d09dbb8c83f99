using StackExchange.Redis;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>What a node said when it was looked at.</summary>
/// <param name="Node">The node.</param>
/// <param name="IsFit">Whether it takes writes: only then it beats.</param>
/// <param name="View">How it sees the cluster; null where it is in none.</param>
internal sealed record NodeLook(RedisNode Node, bool IsFit, ClusterView? View)
{
    /// <summary>Reads the answer of <see cref="LookScript"/>.</summary>
    public static NodeLook Read(RedisNode node, RedisResult answer)
    {
        var (isFit, view) = LookScript.Read(answer, node.Address);
        return new(node, isFit, view);
    }
}
