using Grpc.Net.Client;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>Two server processes on one Redis.</summary>
public sealed class TwoServers : IAsyncLifetime
{
    private readonly List<(ServerProcess Process, GrpcChannel Channel)> servers = [];

    /// <summary>What both write to.</summary>
    public RedisServer Redis { get; private set; } = null!;

    /// <summary>The server that tests write through.</summary>
    internal ProfileCalls Writer => new(servers[0].Channel);

    /// <summary>The server that tests read through.</summary>
    internal ProfileCalls Reader => new(ReaderChannel);

    /// <summary>The way to it.</summary>
    internal GrpcChannel ReaderChannel => servers[1].Channel;

    public async Task InitializeAsync()
    {
        Redis = await RedisServer.StartAsync();
        foreach (var starting in new[] { ServerProcess.StartAsync("--store", Redis.Address), ServerProcess.StartAsync("--store", Redis.Address) })
        {
            var process = await starting;
            servers.Add((process, GrpcChannel.ForAddress(process.Address)));
        }
    }

    /// <summary>Fails where a server logged an error.</summary>
    public void AssertNoErrorLogged() => Assert.All(servers, server => Assert.DoesNotContain("fail:", server.Process.Output, StringComparison.Ordinal));

    public async Task DisposeAsync()
    {
        foreach (var (process, channel) in servers)
        {
            channel.Dispose();
            await process.DisposeAsync();
        }

        await Redis.DisposeAsync();
    }
}
