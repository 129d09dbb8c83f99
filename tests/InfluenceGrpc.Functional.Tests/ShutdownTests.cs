using Grpc.Core;
using Grpc.Health.V1;
using Influence.V1;
using InfluenceGrpc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>What callers are told between the beginning of a shutdown and its end.</summary>
public sealed class ShutdownTests
{
    [Fact]
    public async Task NewCalls_OnceShutdownHasBegun_AreRefusedAndHealthStillAnswers()
    {
        await using var server = await RunningServer.StartAsync();

        // The signal without the stop that follows: connections stay open, as they do for a moment in every shutdown.
        server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        var unary = await Refused.ByAsync(
            () => new TierService.TierServiceClient(server.Channel).ClassifyTierAsync(new ClassifyTierRequest { FollowerCount = 1 }).ResponseAsync);
        using var stream = new TierStream(server.Channel);
        var bidi = await Refused.ByAsync(() => stream.NextAsync());
        var health = await new Health.HealthClient(server.Channel).CheckAsync(new HealthCheckRequest());

        Assert.All([unary, bidi], status =>
        {
            Assert.Equal((int)StatusCode.Unavailable, status.Code);
            Assert.Equal("SERVER_DRAINING", status.Reason());
            Assert.NotNull(status.Detail<Google.Rpc.RetryInfo>());
        });
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, health.Status);
    }

    [Fact]
    public async Task DrainTimeout_Set_IsWhatTheHostWaits()
    {
        await using var server = await RunningServer.StartAsync("--Limits:DrainTimeout", "00:00:07");

        Assert.Equal(TimeSpan.FromSeconds(7), server.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }
}
