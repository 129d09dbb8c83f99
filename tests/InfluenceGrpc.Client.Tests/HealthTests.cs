using Grpc.Core;
using Grpc.Health.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Client.Tests;

/// <summary>Whether the server is there, on the product's own server.</summary>
public sealed class HealthTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("")]
    [InlineData("influence.v1.TierService")]
    [InlineData("influence.v1.ProfileService")]
    public async Task CheckHealth_RunningServer_Serves(string service)
    {
        await using var server = await RunningServer.StartAsync();
        using var client = InfluenceClient.Connect(server.Address);

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await client.CheckHealthAsync(service).WaitAsync(Patience));
    }

    [Fact]
    public async Task CheckHealth_OtherService_IsNotFound()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = InfluenceClient.Connect(server.Address);
        var fault = await Assert.ThrowsAsync<InfluenceException>(() => client.CheckHealthAsync("influence.v1.NoService")).WaitAsync(Patience);

        Assert.Equal(StatusCode.NotFound, fault.StatusCode);
    }

    [Fact]
    public async Task Ping_RunningServer_TellsItsDateAndHowLongItTook()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = InfluenceClient.Connect(server.Address);
        var before = DateTimeOffset.UtcNow;

        var ping = await client.PingAsync().WaitAsync(Patience);

        Assert.InRange(ping.SentAt, before, DateTimeOffset.UtcNow);
        Assert.InRange(ping.RoundTrip, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(10));
        Assert.InRange(ping.ServerDate!.Value, before.AddSeconds(-2), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Ping_NoServer_FailsAsOtherCallsDo()
    {
        using var nobody = InfluenceClient.Connect("http://127.0.0.1:1", new InfluenceClientOptions { Retry = new RetryOptions { UnaryAttempts = 1 } });

        var fault = await Assert.ThrowsAsync<InfluenceException>(() => nobody.PingAsync()).WaitAsync(Patience);

        Assert.Equal(StatusCode.Unavailable, fault.StatusCode);
    }
}
