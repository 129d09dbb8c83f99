using Google.Protobuf.Reflection;
using InfluenceGrpc.Server.Bulk;
using InfluenceGrpc.Server.Operations;
using RpcStatus = Google.Rpc.Status;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>How many items a batch or chunk may have, and how large they may be together, of every kind.</summary>
internal sealed class ItemsLimit(LimitOptions limits)
{
    private const int MaxVarintBytes = 10;

    /// <summary>Most items of a unary request, by its type alone: what it asks of them may allow fewer.</summary>
    public static int MostOf(MessageDescriptor request, LimitOptions limits) =>
        request == V1.LookupProfilesRequest.Descriptor ? limits.MaxLookupItems : limits.MaxItems;

    /// <summary>Why the items are too many, or too large; null where they are not.</summary>
    public RpcStatus? TooLarge(BulkItems items) => TooLarge(items, limits.MaxItems);

    /// <summary>The same, where the answer's own size allows no more than <paramref name="maxItems"/>.</summary>
    public RpcStatus? TooLarge(BulkItems items, int maxItems) =>
        items.Message is not null ? TooLarge(items.Message, maxItems)
        : items.Count > maxItems ? Errors.TooManyItems(maxItems, items.Count)
        : null;

    private RpcStatus? TooLarge(V1.Items items, int maxItems)
    {
        var count = ItemCount.Of(items);
        if (count > maxItems)
        {
            return Errors.TooManyItems(maxItems, count);
        }

        // Adding up the bytes of follower columns would cost as much as classifying them, and they nearly always fit.
        if (items.Followers is { } columns
            && (count * MaxVarintBytes) + (columns.Missing.Count * MaxVarintBytes) + LimitOptions.EnvelopeBytes <= limits.MaxChunkBytes)
        {
            return null;
        }

        var bytes = items.CalculateSize();
        return bytes > limits.MaxChunkBytes ? Errors.TooManyBytes(limits.MaxChunkBytes, bytes) : null;
    }
}
