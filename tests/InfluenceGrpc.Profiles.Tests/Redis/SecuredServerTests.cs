using InfluenceGrpc.Server.Operations;
using Xunit.Abstractions;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>What every store must do, of a Redis server with password and TLS.</summary>
[Trait("Needs", "tools")]
public sealed class SecuredServerTests(RedisFixture fixture, ITestOutputHelper output) : RedisBehaviour(fixture, output)
{
    private protected override Task<string> AddressAsync() => Fixture.SecuredServerAsync();

    private protected override RedisOptions Change(RedisOptions options) => options with { Password = RedisFixture.Password, CaFile = Fixture.AuthorityFile };
}
