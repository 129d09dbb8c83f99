using System.Text.Json;
using Grpc.Net.Client;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests.Telemetry;

/// <summary>What the server's own process prints.</summary>
public sealed class LogLinesTests
{
    [Fact]
    public async Task Json_EveryKindOfCall_LogsNoneOfThem()
    {
        var output = await RunAsync("--Logging:Format", "json");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        Assert.Equal([1, 2], lines.Select(line => line.GetProperty("EventId").GetInt32()));
        Assert.All(lines, line =>
        {
            Assert.Equal("Information", line.GetProperty("LogLevel").GetString());
            var told = line.GetProperty("Timestamp").GetDateTimeOffset();
            Assert.Equal(TimeSpan.Zero, told.Offset);
            Assert.InRange(told, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1));
        });
    }

    [Fact]
    public async Task Text_EveryKindOfCallAtDebug_HoldsNothingOfARequest()
    {
        var output = await RunAsync("--Logging:LogLevel:Default", "Debug", "--Logging:LogLevel:Microsoft", "Debug", "--Logging:LogLevel:Grpc", "Debug");

        Assert.Contains("/influence.v1.ProfileService/LookupProfiles", output, StringComparison.Ordinal);

        // At that level the gRPC library logs what callers are told of their faults, with the names of schemes they asked for.
        Assert.All(
            EveryKindOfCall.Secrets.Where(secret => secret != "a scheme that nobody has"),
            secret => Assert.DoesNotContain(secret, output, StringComparison.Ordinal));
    }

    private static async Task<string> RunAsync(params string[] switches)
    {
        await using var server = await ServerProcess.StartAsync(switches);
        using var channel = GrpcChannel.ForAddress(server.Address);
        await EveryKindOfCall.RunAsync(channel, server.Address);
        Assert.Equal(0, await server.TerminateAsync());
        return server.Output;
    }
}
