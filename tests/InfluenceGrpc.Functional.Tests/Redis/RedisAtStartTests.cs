using System.Net;
using Grpc.Net.Client;
using InfluenceGrpc.Testing;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>A server starts whatever is the matter with Redis, says what, and finds it by itself.</summary>
[Trait("Needs", "tools")]
public sealed class RedisAtStartTests
{
    private const string Password = "the-right-one";
    private const string WrongPassword = "not-what-it-is";

    private static readonly string[] Ids = ["a", "b"];

    [Fact]
    public async Task Start_RedisNotThere_ServesWithoutItAndFindsItWhenItComes()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        await using var server = await RunningServer.StartAsync("--store", redis.Address);
        await using var health = new HealthWatch(server.Channel, HealthWatch.Profiles);
        await using var whole = new HealthWatch(server.Channel, "");
        var calls = new ProfileCalls(server.Channel);

        await AssertServesWithoutAsync(calls, health);
        await redis.RestartAsync();
        await AssertFindsAsync(calls, health);
        Assert.Equal([ServingStatus.Serving], whole.Seen);
    }

    [Fact]
    public async Task Start_PasswordRefused_SaysSoWithoutShowingItAndGoesOnTrying()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { Password = Password });
        await using var server = await ServerProcess.StartAsync(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["INFLUENCE_Redis__Password"] = WrongPassword }, "--store", redis.Address);
        using var channel = GrpcChannel.ForAddress(server.Address);
        await using var health = new HealthWatch(channel, HealthWatch.Profiles);
        var calls = new ProfileCalls(channel);

        await AssertServesWithoutAsync(calls, health);
        await Until.TrueAsync(() => server.Output.Contains("it wants a password", StringComparison.Ordinal), "the log names the password");
        await redis.AskAsync("CONFIG", "SET", "requirepass", WrongPassword);
        await AssertFindsAsync(calls, health);
        Assert.DoesNotContain(WrongPassword, server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("fail:", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_TlsWithItsAuthority_KeepsProfiles()
    {
        var certificates = new RedisCertificates(IPAddress.Loopback);
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { Certificates = certificates });
        await using (var server = await RunningServer.StartAsync("--store", redis.Address, "--Redis:CaFile", certificates.AuthorityFile))
        {
            await using var health = new HealthWatch(server.Channel, HealthWatch.Profiles);
            await AssertFindsAsync(new(server.Channel), health);
        }

        certificates.Dispose();
    }

    [Fact]
    public async Task Start_TlsWithAnotherAuthority_IsRefusedAndTheLogSaysSo()
    {
        var (certificates, others) = (new RedisCertificates(IPAddress.Loopback), new RedisCertificates(IPAddress.Loopback));
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { Certificates = certificates });
        await using (var server = await ServerProcess.StartAsync("--store", redis.Address, "--Redis:CaFile", others.AuthorityFile))
        {
            using var channel = GrpcChannel.ForAddress(server.Address);
            await using var health = new HealthWatch(channel, HealthWatch.Profiles);
            await AssertServesWithoutAsync(new(channel), health);
            await Until.TrueAsync(() => server.Output.Contains("certificate is not trusted", StringComparison.Ordinal), "the log names the certificate");
            Assert.DoesNotContain("fail:", server.Output, StringComparison.Ordinal);
        }

        certificates.Dispose();
        others.Dispose();
    }

    private static async Task AssertServesWithoutAsync(ProfileCalls calls, HealthWatch health)
    {
        await health.UntilAsync(ServingStatus.NotServing);
        Assert.Equal(5u, await calls.ClassifyAsync(30_000));
        StoreFaults.AssertUnavailable((await calls.ClassifyAsync(Ids)).Errors, [0, 1]);
    }

    private static async Task AssertFindsAsync(ProfileCalls calls, HealthWatch health)
    {
        await health.UntilAsync(ServingStatus.Serving);
        await Until.TrueAsync(async () => (await calls.UpsertAsync(ProfileCalls.Of(Ids))).Errors.Count == 0, "profiles are written", TimeSpan.FromSeconds(5));
        Assert.Empty((await calls.ClassifyAsync(Ids)).Errors);
    }
}
