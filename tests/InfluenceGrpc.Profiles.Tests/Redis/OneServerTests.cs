using InfluenceGrpc.Testing;
using Xunit.Abstractions;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>What every store must do, of a Redis server.</summary>
[Trait("Needs", "tools")]
public class OneServerTests(ITestOutputHelper output) : RedisBehaviour(output)
{
    private RedisServer? redis;

    private protected override async Task<string> StartRedisAsync() => (redis = await RedisServer.StartAsync()).Address;

    private protected override async Task StopRedisAsync()
    {
        if (redis is not null)
        {
            await redis.DisposeAsync();
        }
    }
}
