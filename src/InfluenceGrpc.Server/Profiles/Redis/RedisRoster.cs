using InfluenceGrpc.Server.Operations;
using Polly.CircuitBreaker;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>The nodes there are, and the map of who holds what. Changed by the one loop of <see cref="RedisWatch"/>, read by everyone.</summary>
/// <param name="setup">How nodes are reached.</param>
/// <param name="keys">Names channels.</param>
/// <param name="lease">For the listeners.</param>
/// <param name="creatorChanged">For the listeners.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told when masters change.</param>
internal sealed class RedisRoster(
    RedisSetup setup, ProfileKeys keys, NearCacheLease lease, Action<string> creatorChanged, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private readonly Dictionary<NodeAddress, RedisNode> nodes = [];
    private readonly List<Task> leaving = [];
    private RedisConnection? redirected;
    private ClusterView? view;
    private volatile RedisMap map = RedisMap.Unknown;

    /// <summary>Who holds what.</summary>
    public RedisMap Map => map;

    /// <summary>Whether there is more than one master and no cluster, and so none is used.</summary>
    public bool IsContested { get; private set; }

    /// <summary>All nodes that are looked after.</summary>
    public IReadOnlyCollection<RedisNode> Nodes => nodes.Values;

    /// <summary>Takes in the nodes by which Redis is found at first.</summary>
    public void AddSeeds()
    {
        foreach (var seed in setup.Seeds)
        {
            NodeAt(seed);
        }
    }

    /// <summary>Whether all masters of a view are looked after; a server in no cluster has no view.</summary>
    public bool KnowsAll(ClusterView? seen) => seen is null
        ? !map.IsCluster
        : seen.Masters.All(master => map.Masters.Any(node => node.Id == master.Id && node.Address == master.Address));

    /// <summary>Brings the map up to date. Returns whether the masters, or the lines to them, are others than before.</summary>
    /// <param name="looks">What the nodes that answered said.</param>
    /// <param name="patience">After how long a silent node gets new lines: the old ones may wait for a machine that is gone.</param>
    public bool Update(IReadOnlyList<NodeLook> looks, TimeSpan patience)
    {
        var before = map.Masters;
        if (looks.Where(look => look.View is { Masters.Count: > 0 }).MaxBy(look => look.View!.Epoch) is { View: { } newest })
        {
            if (newest.Signature != view?.Signature)
            {
                TakeCluster(newest);
            }
        }
        else if (!map.IsCluster)
        {
            ChooseServer(looks);
        }
        else if (looks.Count == 0)
        {
            // All known nodes may be gone for good while others took over.
            AddSeeds();
        }

        RenewAbandoned(patience);
        if (before.SequenceEqual(map.Masters))
        {
            return false;
        }

        if (!before.Select(master => master.Address).SequenceEqual(map.Masters.Select(master => master.Address)))
        {
            var names = string.Join(", ", map.Masters.Select(master => master.Name));
            Log.RedisMastersChanged(logger, names);
        }

        return true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        map = RedisMap.Unknown;
        await Task.WhenAll(nodes.Values.Select(node => node.DisposeAsync().AsTask()));
        if (redirected is not null)
        {
            await redirected.DisposeAsync();
        }

        await Task.WhenAll(leaving);
    }

    // Of several servers in no cluster the only master is taken. Of two masters each has data of its own, and every server
    // of ours must take the same one: none of them does, until one is a replica. Silence of one does not decide it, since
    // others of ours may hear it.
    private void ChooseServer(IReadOnlyList<NodeLook> looks)
    {
        var masters = looks.Where(look => look.IsLoneMaster).Select(look => look.Node).ToArray();
        if (masters.Length > 1)
        {
            if (!IsContested)
            {
                var names = string.Join(", ", masters.Select(master => master.Name));
                Log.RedisHasSeveralMasters(logger, names);
            }

            IsContested = true;
            LeaveServer();
        }
        else if (masters.Length == 1 && !map.Masters.Contains(masters[0]) && (!IsContested || looks.Count == nodes.Count))
        {
            IsContested = false;
            LeaveServer();
            TakeServer(masters[0]);
        }
    }

    private void TakeServer(RedisNode server)
    {
        server.Become(null, keys.Changes);
        map = RedisMap.OfServer(server);
    }

    // With new lines, which hear nothing: its changes are no business of ours for now.
    private void LeaveServer()
    {
        foreach (var server in map.Masters)
        {
            Renew(server);
        }

        map = RedisMap.Unknown;
    }

    private void TakeCluster(ClusterView newest)
    {
        var masters = new List<(RedisNode Node, IReadOnlyList<SlotRange> Slots)>();
        foreach (var master in newest.Masters)
        {
            var node = NodeAt(master.Address);
            if (node.Id is { } id && id != master.Id)
            {
                // Another node took the address; what we know of the old one, and what it is called, is void.
                Forget(node);
                node = NodeAt(master.Address);
            }

            node.Become(master.Id, keys.ChangesOfNode);
            masters.Add((node, master.Slots));
        }

        var before = redirected;
        var moved = before is null || !newest.Masters.Select(master => master.Address).SequenceEqual(view?.Masters.Select(master => master.Address) ?? []);
        redirected = moved ? new(setup.ForCluster(newest.Masters.Select(master => master.Address)), new CircuitBreakerManualControl(), time) : before;
        view = newest;
        map = RedisMap.OfCluster(masters, redirected!);
        KeepOnly([.. masters.Select(master => master.Node)]);
        if (moved && before is not null)
        {
            Leave(before);
        }
    }

    private void RenewAbandoned(TimeSpan patience)
    {
        var abandoned = nodes.Values.Where(node => !node.Answers && node.AskedInVainFor > patience).ToArray();
        foreach (var node in abandoned)
        {
            var fresh = Renew(node);
            if (map.Masters.Contains(node) && !map.IsCluster)
            {
                TakeServer(fresh);
            }
        }

        if (abandoned.Length > 0 && view is not null)
        {
            TakeCluster(view);
        }
    }

    private RedisNode Renew(RedisNode node)
    {
        Forget(node);
        return NodeAt(node.Address, node);
    }

    private RedisNode NodeAt(NodeAddress address, RedisNode? before = null)
    {
        if (!nodes.TryGetValue(address, out var node))
        {
            nodes[address] = node = new(setup, address, before, lease, creatorChanged, time, logger);
        }

        return node;
    }

    private void KeepOnly(RedisNode[] kept)
    {
        foreach (var node in nodes.Values.Except(kept).ToArray())
        {
            Forget(node);
        }
    }

    private void Forget(RedisNode node)
    {
        nodes.Remove(node.Address);
        Leave(node);
    }

    // A line that is still being opened takes seconds to close, which nobody waits for before the very end.
    private void Leave(IAsyncDisposable left)
    {
        leaving.RemoveAll(task => task.IsCompleted);
        leaving.Add(left.DisposeAsync().AsTask());
    }
}
