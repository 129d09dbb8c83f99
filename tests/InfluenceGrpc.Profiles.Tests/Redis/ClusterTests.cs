using Xunit.Abstractions;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>What every store must do, of a Redis Cluster of three masters.</summary>
[Trait("Needs", "tools")]
public sealed class ClusterTests(RedisFixture fixture, ITestOutputHelper output) : RedisBehaviour(fixture, output)
{
    private protected override Task<string> AddressAsync() => Fixture.ClusterAsync();
}
