using Grpc.Core;
using Grpc.Net.Client;
using InfluenceGrpc.Performance.Loads;
using InfluenceGrpc.Performance.Measuring;
using InfluenceGrpc.Performance.Peers;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Performance.Sections;

/// <summary>What a section starts, to be ended with it: servers, peers, and connections to them.</summary>
/// <param name="results">Takes what could not be started.</param>
internal sealed class Surroundings(Results results) : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> processes = [];
    private readonly List<IDisposable> connections = [];

    /// <summary>Starts our server.</summary>
    public Task<ServerProcess> ServerAsync(params string[] switches) => KeepAsync(ServerProcess.StartAsync(switches));

    /// <summary>Starts our server with room in its memory for all profiles.</summary>
    public Task<ServerProcess> HotServerAsync(RedisServer redis) => ServerAsync(
        "--store", redis.Address, "--Profiles:NearCacheBytes", "1073741824", "--Profiles:NearCacheLifetime", "01:00:00");

    /// <summary>Starts a Redis.</summary>
    public Task<RedisServer> RedisAsync() => KeepAsync(RedisServer.StartAsync());

    /// <summary>Starts a cluster of three.</summary>
    public Task<RedisCluster> ClusterAsync() => KeepAsync(RedisCluster.StartAsync());

    /// <summary>Starts a peer; null, and noted under the names of all that it would have answered, where it cannot be.</summary>
    public async Task<PeerProcess?> PeerAsync(Peer peer, params IReadOnlyList<string> names)
    {
        try
        {
            return await KeepAsync(PeerProcess.StartAsync(peer));
        }
        catch (InvalidOperationException exception)
        {
            foreach (var name in names)
            {
                results.Miss(name, exception.Message);
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

    private async Task<T> KeepAsync<T>(Task<T> starting)
        where T : IAsyncDisposable
    {
        var process = await starting;
        processes.Add(process);
        return process;
    }
}
