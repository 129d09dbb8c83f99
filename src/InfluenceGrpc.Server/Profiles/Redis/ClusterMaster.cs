namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>A master of a cluster.</summary>
/// <param name="Id">Its id, which it keeps for ever.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Slots">What it holds.</param>
internal sealed record ClusterMaster(string Id, NodeAddress Address, IReadOnlyList<SlotRange> Slots);
