using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests.Telemetry;

/// <summary>Other ways to a collector, and none.</summary>
public sealed class ExportTroubleTests
{
    private const int Calls = 300;

    // Any wait for the collector is five seconds long.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(4);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Collector_GoneOrSilent_HoldsUpNeitherCallsNorTheStop(bool listens)
    {
        // What listens takes connections and never answers; what does not refuses them.
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        var address = $"http://{collector.LocalEndpoint}";
        if (!listens)
        {
            collector.Stop();
        }

        await using var server = await ServerProcess.StartAsync(
            "--Telemetry:OtlpEndpoint", address, "--Telemetry:MetricsInterval", "00:00:00.1", "--Telemetry:TraceShare", "1");
        using var channel = GrpcChannel.ForAddress(server.Address);
        var tiers = new TierService.TierServiceClient(channel);
        for (var call = 0; call < Calls; call++)
        {
            await tiers.ClassifyTierAsync(new() { FollowerCount = 1 }, deadline: DateTime.UtcNow + AtOnce);
        }

        var begun = Stopwatch.GetTimestamp();
        Assert.Equal(0, await server.TerminateAsync());
        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(10));

        var logged = server.Output.Split('\n').Where(line => line.Contains('[', StringComparison.Ordinal)).ToArray();
        Assert.Equal(3, logged.Length);
    }

    [Fact]
    public async Task Collector_OverHttp_IsSentMetricsAndSpans()
    {
        await using var received = await OtlpReceiver.StartAsync();
        await using var server = await ServerProcess.StartAsync(
            "--Telemetry:OtlpEndpoint", received.HttpAddress, "--Telemetry:OtlpProtocol", "http/protobuf", "--Telemetry:TraceShare", "1");
        using var channel = GrpcChannel.ForAddress(server.Address);
        await new TierService.TierServiceClient(channel).ClassifyTierAsync(new() { FollowerCount = 1 }, deadline: DateTime.UtcNow.AddSeconds(30));

        Assert.Equal(0, await server.TerminateAsync());

        Assert.Equal(1, received.Last("influence.items", "ClassifyTier", "ok"));
        Assert.Equal("influence.v1.TierService/ClassifyTier", Assert.Single(received.Spans).Name);
    }
}
