using InfluenceGrpc.Testing;
using Xunit.Abstractions;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>What every store must do, of a Redis Cluster of three masters.</summary>
[Trait("Needs", "tools")]
public sealed class ClusterTests(ITestOutputHelper output) : RedisBehaviour(output)
{
    private RedisCluster? cluster;

    private protected override async Task<string> StartRedisAsync() => (cluster = await RedisCluster.StartAsync()).Address;

    private protected override async Task StopRedisAsync()
    {
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }
    }
}
