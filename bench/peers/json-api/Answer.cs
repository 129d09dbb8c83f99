namespace InfluenceGrpc.JsonApiPeer;

/// <summary>What POST /tier answers.</summary>
internal sealed record Answer(uint Ordinal);
