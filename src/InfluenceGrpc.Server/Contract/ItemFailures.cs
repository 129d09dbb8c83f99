using Influence.V1;
using InfluenceGrpc.Server.Operations;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Server.Contract;

/// <summary>The failed items of one answer, those that failed alike under one status.</summary>
/// <remarks>
/// Statuses are told apart by code, message and details. Beyond <see cref="LimitOptions.MaxItemStatuses"/> different
/// ones the rest share a general one, so that no input can make an answer grow without bound.
/// </remarks>
internal sealed class ItemFailures
{
    private readonly Dictionary<RpcStatus, ItemErrors> groups = [];

    /// <summary>Notes a failed item. Items must come in order.</summary>
    public void Add(int item, RpcStatus status)
    {
        if (!groups.TryGetValue(status, out var group))
        {
            // One place is kept for the general status.
            if (groups.Count >= LimitOptions.MaxItemStatuses - 1)
            {
                status = Errors.OtherItemFault();
            }

            if (!groups.TryGetValue(status, out group))
            {
                groups[status] = group = new ItemErrors { Status = status };
            }
        }

        group.Indexes.Add((uint)item);
    }

    /// <summary>All groups, in the order of their first items.</summary>
    public IEnumerable<ItemErrors> Groups => groups.Values;
}
