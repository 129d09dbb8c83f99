using RpcStatus = Google.Rpc.Status;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>What became of an item once it was scored. Immutable: items that name the same creator share one.</summary>
/// <typeparam name="T">What is kept of a score.</typeparam>
/// <param name="Taken">What was kept; the default where the item failed.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
/// <param name="DataStatus">Where its data came from.</param>
internal sealed record FitItem<T>(T Taken, RpcStatus? Failure, V1.DataStatus DataStatus)
    where T : struct;
