namespace InfluenceGrpc.JsonApiPeer;

/// <summary>One of those that POST /tiers is asked about.</summary>
internal sealed record Creator(string CreatorId, ulong Followers);
