using InfluenceGrpc.Server.Operations;
using Xunit.Abstractions;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>What every store must do, of a Redis Cluster without buckets, where every creator has a slot of its own.</summary>
[Trait("Needs", "tools")]
public sealed class ClusterWithoutBucketsTests(RedisFixture fixture, ITestOutputHelper output) : RedisBehaviour(fixture, output)
{
    private protected override Task<string> AddressAsync() => Fixture.ClusterAsync();

    private protected override RedisOptions Change(RedisOptions options) => options with { Buckets = 0 };
}
