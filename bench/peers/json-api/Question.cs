namespace InfluenceGrpc.JsonApiPeer;

/// <summary>What POST /tier is asked.</summary>
internal sealed record Question(ulong FollowerCount);
