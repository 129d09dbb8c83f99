using System.Globalization;

namespace InfluenceGrpc.Testing;

/// <summary>A real Redis Cluster of three masters, with a replica each where a test asks for it.</summary>
public sealed class RedisCluster : IAsyncDisposable
{
    private const int SlotCount = 16_384;
    private const int MasterCount = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<RedisServer> nodes = [];

    private RedisCluster()
    {
    }

    /// <summary>The nodes that were started: the masters, then their replicas in the same order.</summary>
    public IReadOnlyList<RedisServer> Nodes => nodes;

    /// <summary>The nodes that began as masters.</summary>
    public IEnumerable<RedisServer> Masters => nodes.Take(MasterCount);

    /// <summary>Where it is, as the server's setting has it: two of its nodes.</summary>
    public string Address => $"redis://127.0.0.1:{Text(nodes[0].Port)},127.0.0.1:{Text(nodes[1].Port)}";

    /// <summary>Starts a cluster and waits until every node says that it is whole.</summary>
    /// <param name="withReplicas">Whether each master has a replica.</param>
    public static async Task<RedisCluster> StartAsync(bool withReplicas = false)
    {
        var cluster = new RedisCluster();
        try
        {
            var options = new RedisServerOptions
            {
                Further =
                [
                    ("cluster-enabled", "yes"), ("cluster-node-timeout", "1000"), ("cluster-require-full-coverage", "no"),
                    ("cluster-replica-validity-factor", "0"),
                ],
            };
            for (var i = 0; i < (withReplicas ? 2 * MasterCount : MasterCount); i++)
            {
                cluster.nodes.Add(await RedisServer.StartAsync(options));
            }

            await cluster.JoinAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The id of a node.</summary>
    public static Task<string> IdOfAsync(RedisServer node) => node.AskTextAsync("CLUSTER", "MYID");

    /// <summary>The node of a port.</summary>
    public RedisServer NodeAt(int port) => nodes.Single(node => node.Port == port);

    /// <summary>Moves a slot with everything in it, as redis-cli does, while the cluster is in use.</summary>
    public async Task MoveSlotAsync(int slot, RedisServer from, RedisServer to)
    {
        var (number, fromId, toId) = (Text(slot), await IdOfAsync(from), await IdOfAsync(to));
        await to.AskAsync("CLUSTER", "SETSLOT", number, "IMPORTING", fromId);
        await from.AskAsync("CLUSTER", "SETSLOT", number, "MIGRATING", toId);
        while (await from.AskAsync("CLUSTER", "GETKEYSINSLOT", number, "10") is object?[] { Length: > 0 } keys)
        {
            await from.AskAsync(["MIGRATE", "127.0.0.1", Text(to.Port), "", "0", "5000", "KEYS", .. keys.Cast<string>()]);
        }

        await to.AskAsync("CLUSTER", "SETSLOT", number, "NODE", toId);
        await from.AskAsync("CLUSTER", "SETSLOT", number, "NODE", toId);
        foreach (var node in Masters.Where(node => node != from && node != to))
        {
            await node.AskAsync("CLUSTER", "SETSLOT", number, "NODE", toId);
        }
    }

    /// <summary>How many keys all masters hold together.</summary>
    public async Task<long> CountKeysAsync()
    {
        var count = 0L;
        foreach (var node in Masters)
        {
            count += (long)(await node.AskAsync("DBSIZE"))!;
        }

        return count;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task JoinAsync()
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            await nodes[i].AskAsync("CLUSTER", "SET-CONFIG-EPOCH", Text(i + 1));
            if (i > 0)
            {
                await nodes[i].AskAsync("CLUSTER", "MEET", "127.0.0.1", Text(nodes[0].Port), Text(nodes[0].BusPort));
            }
        }

        for (var i = 0; i < MasterCount; i++)
        {
            var (first, end) = (SlotCount * i / MasterCount, SlotCount * (i + 1) / MasterCount);
            await nodes[i].AskAsync("CLUSTER", "ADDSLOTSRANGE", Text(first), Text(end - 1));
        }

        await UntilAsync(async node => (await node.AskTextAsync("CLUSTER", "NODES")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == nodes.Count
            && !(await node.AskTextAsync("CLUSTER", "NODES")).Contains("handshake", StringComparison.Ordinal));
        for (var i = MasterCount; i < nodes.Count; i++)
        {
            await nodes[i].AskAsync("CLUSTER", "REPLICATE", await IdOfAsync(nodes[i - MasterCount]));
        }

        await UntilAsync(async node => (await node.AskTextAsync("CLUSTER", "INFO")).Contains("cluster_state:ok", StringComparison.Ordinal)
            && (await node.AskTextAsync("CLUSTER", "INFO")).Contains("cluster_slots_ok:16384", StringComparison.Ordinal));

        // A master counts a replica only from its first sign of life on, which comes after the replica's link is up.
        foreach (var master in nodes.Count > MasterCount ? Masters : [])
        {
            await UntilAsync(
                async node => node != master || (await node.AskTextAsync("INFO", "replication")).Contains("state=online", StringComparison.Ordinal));
        }
    }

    private async Task UntilAsync(Func<RedisServer, Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        foreach (var node in nodes)
        {
            while (!await condition(node))
            {
                await pause.WaitForNextTickAsync(limit.Token);
            }
        }
    }
}
