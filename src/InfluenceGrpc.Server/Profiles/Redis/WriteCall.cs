using StackExchange.Redis;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>One call's writes.</summary>
/// <param name="Writes">What to write.</param>
/// <param name="Results">Takes what became of each.</param>
/// <param name="Names">The keys.</param>
/// <param name="Lane">Which traffic it belongs to.</param>
/// <param name="Channel">Where changes are published.</param>
/// <param name="Deadline">Until when.</param>
internal sealed record WriteCall(
    ReadOnlyMemory<ProfileWrite> Writes, Memory<WriteResult> Results, RedisKey[] Names, StoreLane Lane, string Channel, RedisDeadline Deadline);
