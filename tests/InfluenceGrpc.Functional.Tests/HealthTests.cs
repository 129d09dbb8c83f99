using Grpc.Core;
using Grpc.Health.V1;
using InfluenceGrpc.Testing;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>grpc.health.v1, per service, and through a shutdown.</summary>
public sealed class HealthTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Health.HealthClient client = new(fixture.Server.Channel);

    // After every test: a fixture that fails at its end fails no test.
    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Theory]
    [InlineData("")]
    [InlineData("influence.v1.TierService")]
    [InlineData("influence.v1.FitService")]
    [InlineData("influence.v1.CampaignService")]
    [InlineData("influence.v1.ProfileService")]
    [InlineData("influence.v1.InfoService")]
    [InlineData("grpc.reflection.v1.ServerReflection")]
    public async Task Check_ServedService_IsServing(string service) =>
        Assert.Equal(ServingStatus.Serving, (await client.CheckAsync(new HealthCheckRequest { Service = service })).Status);

    [Fact]
    public async Task Check_UnknownService_IsNotFound()
    {
        var exception = await Assert.ThrowsAsync<RpcException>(
            () => client.CheckAsync(new HealthCheckRequest { Service = "no.such.Service" }).ResponseAsync);

        Assert.Equal(StatusCode.NotFound, exception.StatusCode);
    }

    [Fact]
    public async Task List_Default_TellsOfEveryService()
    {
        var response = await client.ListAsync(new HealthListRequest());

        Assert.Equal(9, response.Statuses.Count);
        Assert.All(response.Statuses.Values, status => Assert.Equal(ServingStatus.Serving, status.Status));
    }

    [Fact]
    public async Task Watch_UnknownService_SaysSoAndWaits()
    {
        using var call = client.Watch(new HealthCheckRequest { Service = "no.such.Service" });

        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience));
        Assert.Equal(ServingStatus.ServiceUnknown, call.ResponseStream.Current.Status);
    }

    [Fact]
    public async Task Watch_Shutdown_TurnsToNotServingAndEnds()
    {
        await using var server = await RunningServer.StartAsync();
        using var call = new Health.HealthClient(server.Channel).Watch(new HealthCheckRequest { Service = "influence.v1.TierService" });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience));
        Assert.Equal(ServingStatus.Serving, call.ResponseStream.Current.Status);

        var stopping = server.StopAsync();

        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience));
        Assert.Equal(ServingStatus.NotServing, call.ResponseStream.Current.Status);
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience));
        await stopping.WaitAsync(Patience);
    }
}
