namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>How the creators of a call are split into commands.</summary>
internal static class KeyGroups
{
    /// <summary>
    /// Splits by slot where there is a cluster, in which a command may name keys of one slot only, and else just by number.
    /// </summary>
    /// <param name="slots">The slot of each item; null where it does not matter.</param>
    /// <param name="count">How many items.</param>
    /// <param name="most">Most items of one command.</param>
    public static List<KeyGroup> ForReads(int[]? slots, int count, int most) =>
        [.. (slots is null ? [new KeyGroup(0, Enumerable.Range(0, count).ToArray())] : BySlot(slots)).SelectMany(group => group.Split(most))];

    /// <summary>
    /// Splits into groups that may be written at the same time: all items of one creator are in one group, in their order.
    /// </summary>
    /// <param name="slots">The slot of each item; null where it does not matter.</param>
    /// <param name="writes">The items.</param>
    /// <param name="most">Most items of one command.</param>
    public static List<KeyGroup> ForWrites(int[]? slots, ReadOnlyMemory<ProfileWrite> writes, int most) =>
        slots is not null ? BySlot(slots)
        : writes.Length <= most ? [new(0, Enumerable.Range(0, writes.Length).ToArray())]
        : BySlot(Shares(writes.Span, (writes.Length / most) + 1));

    private static int[] Shares(ReadOnlySpan<ProfileWrite> writes, int count)
    {
        var shares = new int[writes.Length];
        for (var i = 0; i < writes.Length; i++)
        {
            shares[i] = (int)(ProfileKeys.Crc32C(writes[i].CreatorId) % (uint)count);
        }

        return shares;
    }

    private static List<KeyGroup> BySlot(int[] slots)
    {
        // Slot and place in one number: sorting keeps the order within a slot.
        var order = new long[slots.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = ((long)slots[i] << 32) | (uint)i;
        }

        Array.Sort(order);
        var items = Array.ConvertAll(order, place => (int)place);
        var groups = new List<KeyGroup>();
        for (var first = 0; first < items.Length;)
        {
            var slot = slots[items[first]];
            var end = first + 1;
            while (end < items.Length && slots[items[end]] == slot)
            {
                end++;
            }

            groups.Add(new(slot, items.AsMemory(first, end - first)));
            first = end;
        }

        return groups;
    }
}
