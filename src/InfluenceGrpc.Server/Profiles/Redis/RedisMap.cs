namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>Which node holds what, as far as is known. Immutable.</summary>
internal sealed class RedisMap
{
    /// <summary>Before anything is known.</summary>
    public static readonly RedisMap Unknown = new([], null);

    private readonly RedisNode?[]? slots;

    private RedisMap(IReadOnlyList<RedisNode> masters, RedisNode?[]? slots, RedisConnection? redirected = null)
    {
        Masters = masters;
        this.slots = slots;
        Redirected = redirected;
    }

    /// <summary>The nodes that are written to and read from.</summary>
    public IReadOnlyList<RedisNode> Masters { get; }

    /// <summary>Follows the keys of slots under way from node to node, one key a command; null where there is no cluster.</summary>
    public RedisConnection? Redirected { get; }

    /// <summary>Whether it is a cluster, and the slot of a key matters.</summary>
    public bool IsCluster => slots is not null;

    /// <summary>A server that is in no cluster.</summary>
    public static RedisMap OfServer(RedisNode node) => new([node], null);

    /// <summary>A cluster.</summary>
    /// <param name="masters">The masters and what each holds.</param>
    /// <param name="redirected">Follows slots under way.</param>
    public static RedisMap OfCluster(IReadOnlyList<(RedisNode Node, IReadOnlyList<SlotRange> Slots)> masters, RedisConnection redirected)
    {
        var holders = new RedisNode?[HashSlots.Count];
        foreach (var (node, ranges) in masters)
        {
            foreach (var range in ranges)
            {
                holders.AsSpan(range.First..(range.Last + 1)).Fill(node);
            }
        }

        return new([.. masters.Select(master => master.Node)], holders, redirected);
    }

    /// <summary>The node that holds a slot; null where none is known. Where there is no cluster, the one server for every slot.</summary>
    public RedisNode? NodeOf(int slot) => slots is not null ? slots[slot] : Masters.Count > 0 ? Masters[0] : null;
}
