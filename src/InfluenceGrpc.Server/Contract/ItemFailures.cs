using Influence.V1;
using InfluenceGrpc.Server.Operations;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Server.Contract;

/// <summary>The failed items of one answer, those that failed alike under one status.</summary>
/// <remarks>
/// Statuses are told apart by code, message and details. Beyond <see cref="LimitOptions.MaxItemStatuses"/> different
/// ones, or <see cref="LimitOptions.MaxItemStatusesBytes"/> of them, the rest share a general one, so that no input can make
/// an answer grow without bound.
/// </remarks>
internal sealed class ItemFailures
{
    private readonly Dictionary<RpcStatus, ItemErrors> groups = [];

    // Comparing statuses means comparing all that is in them; most failed items in a row fail with the very same one.
    private RpcStatus? lastStatus;
    private ItemErrors? lastGroup;
    private int bytes;

    /// <summary>All groups, in the order of their first items.</summary>
    public IEnumerable<ItemErrors> Groups => groups.Values;

    /// <summary>Notes a failed item. Items of one status must come in order.</summary>
    public void Add(int item, RpcStatus status)
    {
        if (!ReferenceEquals(status, lastStatus))
        {
            lastStatus = status;
            lastGroup = GroupOf(status);
        }

        lastGroup!.Indexes.Add((uint)item);
    }

    private ItemErrors GroupOf(RpcStatus status)
    {
        if (groups.TryGetValue(status, out var known))
        {
            return known;
        }

        // Room is kept for the general status.
        var told = ErrorTrailers.Fit(status, LimitOptions.MaxItemStatusBytes);
        bytes += told.CalculateSize();
        if (groups.Count >= LimitOptions.MaxItemStatuses - 1 || bytes > LimitOptions.MaxItemStatusesBytes - LimitOptions.MaxItemStatusBytes)
        {
            told = Errors.OtherItemFault();
        }

        if (!groups.TryGetValue(told, out var group))
        {
            groups[told] = group = new ItemErrors { Status = told };
        }

        return group;
    }
}
