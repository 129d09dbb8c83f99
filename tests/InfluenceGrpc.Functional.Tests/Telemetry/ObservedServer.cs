using Grpc.Net.Client;
using InfluenceGrpc.Functional.Tests.Redis;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests.Telemetry;

/// <summary>A server that was sent every kind of call and then stopped, and what a collector was told of it meanwhile.</summary>
public sealed class ObservedServer : IAsyncLifetime
{
    /// <summary>What it was called.</summary>
    public const string Instance = "the instance of this test";

    /// <summary>What came.</summary>
    internal OtlpReceiver Received { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Received = await OtlpReceiver.StartAsync();
        await using var server = await ServerProcess.StartAsync(
            "--Telemetry:OtlpEndpoint", Received.GrpcAddress,
            "--Telemetry:MetricsInterval", "00:00:00.2",
            "--Telemetry:TraceShare", "1",
            "--Telemetry:ServiceInstance", Instance);
        using var channel = GrpcChannel.ForAddress(server.Address);
        await EveryKindOfCall.RunAsync(channel, server.Address);
        await Until.TrueAsync(() => Received.Last("influence.streams.active") == 0, "no stream is told to be active");
        using (var open = new TierStream(channel))
        {
            await open.ConfigureAsync();
            await open.AcceptedAsync();
            await Until.TrueAsync(() => Received.Last("influence.streams.active") == 1, "the stream is told to be active");
        }

        // The rest is sent at the end.
        Assert.Equal(0, await server.TerminateAsync());
    }

    public Task DisposeAsync() => Received.DisposeAsync().AsTask();
}
