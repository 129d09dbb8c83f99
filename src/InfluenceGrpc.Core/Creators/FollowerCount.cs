namespace InfluenceGrpc.Core.Creators;

/// <summary>Follower counts: whole accounts in [0, 10,000,000,000].</summary>
public static class FollowerCount
{
    /// <summary>The largest count taken, inclusive: more than there are people, so that anything above is a mistake.</summary>
    public const ulong Max = 10_000_000_000;

    /// <summary>True for a count in [0, <see cref="Max"/>].</summary>
    public static bool IsValid(ulong followers) => followers <= Max;
}
