using Grpc.Core;
using Grpc.Net.Client;
using InfluenceGrpc.Performance.Asked;
using InfluenceGrpc.Performance.Loads;
using InfluenceGrpc.Performance.Measuring;
using InfluenceGrpc.Performance.Peers;
using InfluenceGrpc.Peers;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Performance.Sections;

/// <summary>What is measured, and ended with it: servers, peers, and connections to them. What several sections need is started once.</summary>
/// <param name="options">How many creators there are.</param>
/// <param name="results">Takes what could not be started.</param>
internal sealed class Surroundings(PerformanceOptions options, Results results) : IAsyncDisposable
{
    /// <summary>Bytes that Redis takes for a profile, as a figure.</summary>
    public const string BytesInRedis = "bytes of a profile in Redis";

    private readonly Dictionary<Peer, Task<PeerProcess>> peers = [];
    private readonly List<IAsyncDisposable> processes = [];
    private readonly List<IDisposable> connections = [];
    private Task<ServerProcess>? plain;
    private Task<ServerProcess>? hot;

    /// <summary>Starts our server. It is told to turn no call away, as no peer does: where the machine stalls, many come at once.</summary>
    public Task<ServerProcess> ServerAsync(params string[] switches) =>
        KeepAsync(ServerProcess.StartAsync(["--Limits:MaxCalls", "100000", .. switches]));

    /// <summary>Our server with profiles in a file of its own; the same for all who ask.</summary>
    public Task<ServerProcess> PlainServerAsync() => plain ??= ServerAsync();

    /// <summary>Our server with all creators in its memory; the same for all who ask.</summary>
    public Task<ServerProcess> HotServerAsync() => hot ??= StartHotAsync();

    /// <summary>Starts a Redis.</summary>
    public Task<RedisServer> RedisAsync() => KeepAsync(RedisServer.StartAsync());

    /// <summary>Starts a cluster of three.</summary>
    public Task<RedisCluster> ClusterAsync() => KeepAsync(RedisCluster.StartAsync());

    /// <summary>A peer, the same for all who ask; null, and noted under the names of all that it would have answered, where there is none.</summary>
    public async Task<PeerProcess?> PeerAsync(Peer peer, params IReadOnlyList<string> names)
    {
        try
        {
            if (!peers.TryGetValue(peer, out var starting))
            {
                peers[peer] = starting = KeepAsync(PeerProcess.StartAsync(peer.Folder, TierRules.Bounds));
            }

            return await starting;
        }
        catch (InvalidOperationException exception)
        {
            // A line of its own in the report; what else there is to say of it is in the peer's build.log.
            var why = exception.Message.Split('\n')[0].Replace($"{peer.Folder}: missing, ", "", StringComparison.Ordinal).Trim();
            foreach (var name in names)
            {
                results.Miss(name, why);
            }

            return null;
        }
    }

    /// <summary>Connects to a server.</summary>
    public ChannelBase Connect(Uri address) => Keep(GrpcChannel.ForAddress(address, new() { MaxReceiveMessageSize = null }));

    /// <summary>Keeps something until the section ends.</summary>
    public T Keep<T>(T connection)
        where T : IDisposable
    {
        connections.Add(connection);
        return connection;
    }

    /// <summary>A stream of chunks as something to measure.</summary>
    public static Variant Stream(string name, int process, ChannelBase channel, ChunkKind kind)
    {
        var stream = new ChunkStream(kind, channel);
        return new(name, process, duration => stream.RunAsync(duration)) { Verify = stream.VerifyAsync };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        connections.Reverse();
        foreach (var connection in connections)
        {
            connection.Dispose();
        }

        processes.Reverse();
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }
    }

    private async Task<ServerProcess> StartHotAsync()
    {
        var redis = await RedisAsync();
        var server = await ServerAsync(
            "--store", redis.Address, "--Profiles:NearCacheBytes", "1073741824", "--Profiles:NearCacheLifetime", "01:00:00");
        Progress.Tell($"storing {options.Creators} creators");
        var channel = Connect(server.Address);
        var empty = await RedisFacts.UsedMemoryAsync(redis);
        await Population.StoreAsync(channel, options.Creators);
        results.Add(BytesInRedis, (await RedisFacts.UsedMemoryAsync(redis) - empty) / options.Creators);
        await Population.HeatAsync(channel, options.Creators);
        return server;
    }

    private async Task<T> KeepAsync<T>(Task<T> starting)
        where T : IAsyncDisposable
    {
        var process = await starting;
        processes.Add(process);
        return process;
    }
}
