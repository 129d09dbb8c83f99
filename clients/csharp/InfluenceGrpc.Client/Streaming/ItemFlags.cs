using Google.Protobuf.Collections;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>Marks grouped by flag, as they come, made a list an item.</summary>
internal static class ItemFlags
{
    /// <summary>An entry an item, null where it has no mark; null where none has.</summary>
    /// <exception cref="InfluenceException">A mark is of an item that was not sent.</exception>
    public static IReadOnlyList<TFlag>?[]? Spread<TFlag>(IEnumerable<(TFlag Flag, RepeatedField<uint> Indexes)> groups, int count)
    {
        List<TFlag>?[]? spread = null;
        foreach (var (flag, indexes) in groups)
        {
            spread ??= new List<TFlag>?[count];
            foreach (var index in indexes)
            {
                if (index >= count)
                {
                    throw InfluenceException.Protocol($"The server marked item {index} in a chunk of {count}.");
                }

                (spread[index] ??= []).Add(flag);
            }
        }

        return spread;
    }
}
