using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>Looks in the near cache for one creator.</summary>
internal static class OneCreator
{
    /// <summary>The profile; null where there is none.</summary>
    public static StoredProfile? Find(this NearCache cache, string creatorId, StoreLane lane = StoreLane.Unary)
    {
        var found = new StoredProfile?[1];
        cache.Find(new CreatorIdList([creatorId]), 0, found, lane);
        return found[0];
    }
}
