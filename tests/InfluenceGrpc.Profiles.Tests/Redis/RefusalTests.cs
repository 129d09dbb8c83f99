using System.Net;
using InfluenceGrpc.Testing;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>A Redis that answers and refuses: the log says what for.</summary>
[Trait("Needs", "tools")]
public sealed class RefusalTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(null)]
    [InlineData("a wrong one")]
    public async Task Start_WrongPassword_SaysSoAndKeepsItSecret(string? password)
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { Password = "the right one" });
        await using var store = await RedisStore.StartUnusedAsync(redis.Address, options => options with { Password = password });

        Assert.True((await store.Store.ReadAsync("ada")).IsUnavailable);
        output.WriteLine(string.Join(Environment.NewLine, store.Logged.Select(entry => entry.Text)));
        Assert.Contains(store.Logged, entry => entry is { Level: LogLevel.Warning, Id: 222 }
            && entry.Text.Contains("wants a password", StringComparison.Ordinal));
        Assert.DoesNotContain(store.Logged, entry => password is not null && entry.Text.Contains(password, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-eval")]
    [InlineData("-info")]
    public async Task Start_RightWithheld_SaysSo(string withheld)
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.AskAsync("ACL", "SETUSER", "default", withheld);
        await using var store = await RedisStore.StartUnusedAsync(redis.Address);

        Assert.True((await store.Store.ReadAsync("ada")).IsUnavailable);
        output.WriteLine(string.Join(Environment.NewLine, store.Logged.Select(entry => entry.Text)));
        Assert.Contains(store.Logged, entry => entry is { Level: LogLevel.Warning, Id: 222 }
            && entry.Text.Contains("NOPERM", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_CertificateThatDoesNotFit_IsNotTrusted(bool isOfAnotherAuthority)
    {
        var certificates = new RedisCertificates(isOfAnotherAuthority ? IPAddress.Loopback : IPAddress.Parse("10.1.2.3"));
        var others = new RedisCertificates(IPAddress.Loopback);
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { Certificates = certificates });
        var trusted = isOfAnotherAuthority ? others : certificates;
        await using var store = await RedisStore.StartUnusedAsync(redis.Address, options => options with { CaFile = trusted.AuthorityFile });

        Assert.True((await store.Store.ReadAsync("ada")).IsUnavailable);
        output.WriteLine(string.Join(Environment.NewLine, store.Logged.Select(entry => entry.Text)));
        Assert.False(store.Availability.IsUp);
        certificates.Dispose();
        others.Dispose();
    }
}
