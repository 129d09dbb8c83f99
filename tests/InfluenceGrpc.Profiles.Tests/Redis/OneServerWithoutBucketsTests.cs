using InfluenceGrpc.Server.Operations;
using Xunit.Abstractions;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>What every store must do, of a Redis server without buckets.</summary>
[Trait("Needs", "tools")]
public sealed class OneServerWithoutBucketsTests(RedisFixture fixture, ITestOutputHelper output) : RedisBehaviour(fixture, output)
{
    private protected override Task<string> AddressAsync() => Fixture.OneServerAsync();

    private protected override RedisOptions Change(RedisOptions options) => options with { Buckets = 0 };
}
