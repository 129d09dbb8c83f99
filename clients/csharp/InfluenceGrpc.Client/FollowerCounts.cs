namespace InfluenceGrpc.Client;

/// <summary>What stands in blocks of follower counts.</summary>
public static class FollowerCounts
{
    /// <summary>
    /// Stands for a count that is not known, which is not 0: its item fails with FOLLOWERS_MISSING. Counts that are known are in
    /// [0, 10,000,000,000]; larger ones fail their items.
    /// </summary>
    public const ulong Missing = ulong.MaxValue;
}
