using System.Net;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Testing;
using Xunit.Abstractions;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>What every store must do, of a Redis server with password and TLS.</summary>
[Trait("Needs", "tools")]
public sealed class SecuredServerTests(ITestOutputHelper output) : RedisBehaviour(output)
{
    private const string Password = "open, sesame; or not: that = question";

    private readonly RedisCertificates certificates = new(IPAddress.Loopback);
    private RedisServer? redis;

    private protected override async Task<string> StartRedisAsync() =>
        (redis = await RedisServer.StartAsync(new RedisServerOptions { Password = Password, Certificates = certificates })).Address;

    private protected override async Task StopRedisAsync()
    {
        if (redis is not null)
        {
            await redis.DisposeAsync();
        }

        certificates.Delete();
    }

    private protected override RedisOptions Change(RedisOptions options) => options with { Password = Password, CaFile = certificates.AuthorityFile };
}
