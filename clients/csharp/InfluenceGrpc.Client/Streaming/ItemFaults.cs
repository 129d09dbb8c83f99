using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>Errors grouped by status, as they come, made an error an item.</summary>
internal static class ItemFaults
{
    /// <summary>Whether sending again may mend the error.</summary>
    // PROFILE_STORE_UNAVAILABLE and REPLICAS_NOT_REACHED now; the status says as much of reasons to come.
    public static bool IsPassing(InfluenceError? error) => error?.Code == StatusCode.Unavailable;

    /// <summary>An entry an item, null where it did not fail; null where none did.</summary>
    /// <exception cref="InfluenceException">An error is of an item that was not sent.</exception>
    public static InfluenceError?[]? Spread(IReadOnlyCollection<ItemErrors>? groups, int count)
    {
        if (groups is null or { Count: 0 })
        {
            return null;
        }

        var spread = new InfluenceError?[count];
        foreach (var group in groups)
        {
            var error = InfluenceError.From(group.Status);
            foreach (var index in group.Indexes)
            {
                spread[index < count ? (int)index : throw OutOfRange(index, count)] = error;
            }
        }

        return spread;
    }

    /// <summary>The items that failed, in order.</summary>
    /// <exception cref="InfluenceException">An error is of an item that was not sent.</exception>
    public static ItemFailure[] List(IReadOnlyCollection<ItemErrors> groups, int count)
    {
        if (groups.Count == 0)
        {
            return [];
        }

        var errors = new SortedDictionary<int, InfluenceError>();
        foreach (var group in groups)
        {
            var error = InfluenceError.From(group.Status);
            foreach (var index in group.Indexes)
            {
                errors[index < count ? (int)index : throw OutOfRange(index, count)] = error;
            }
        }

        return [.. errors.Select(entry => new ItemFailure(entry.Key, entry.Value))];
    }

    private static InfluenceException OutOfRange(uint index, int count) =>
        InfluenceException.Protocol($"The server told of an error of item {index} in a chunk of {count}.");
}
