using Influence.V1;

namespace InfluenceGrpc.Protocol.Wire;

/// <summary>The tags of follower counts and of what they lie in, one byte each.</summary>
internal static class FollowerColumnTags
{
    public const byte Columns = (Items.FollowersFieldNumber << 3) | 2;
    public const byte Followers = (FollowerColumns.FollowersFieldNumber << 3) | 2;
    public const byte Platform = FollowerColumns.PlatformFieldNumber << 3;
    public const byte Missing = (FollowerColumns.MissingFieldNumber << 3) | 2;
}
