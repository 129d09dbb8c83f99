using System.Net.Sockets;
using InfluenceGrpc.Functional.Tests.Redis;
using Influence.V1;
using Xunit.Abstractions;

namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>Connections and streams that are there and do nothing.</summary>
[Collection(nameof(HostileCollection))]
public sealed class ConnectionTests(ITestOutputHelper output)
{
    private const string Stream = "/influence.v1.TierService/StreamClassifyTiers";

    [Fact]
    public async Task Connections_MoreThanAllowed_AreClosedAtOnceAndOnesThatEndMakeRoom()
    {
        await using var server = await WatchedServer.StartAsync("--Limits:MaxConnections", "20");
        server.ExpectedComplaint = "As many connections are open as may be";
        var lines = new List<RawLine>();
        for (var i = 0; i < 20; i++)
        {
            lines.Add(await RawLine.OpenAsync(server.Address));
            Assert.NotNull(await lines[^1].ReadAsync());
        }

        for (var i = 0; i < 50; i++)
        {
            try
            {
                using var refused = await RawLine.ConnectAsync(server.Address);
                await refused.TrySendAsync(Wire.Preface);
                await refused.UntilClosedAsync();
            }
            catch (SocketException)
            {
                // Closed before this side knew that it was open.
            }
        }

        // Said once, however many there are.
        Assert.Single(server.Complaints);
        lines.ForEach(line => line.Dispose());
        await Until.TrueAsync(async () => await IsServedAsync(server), "connections that ended make room");
    }

    [Fact]
    public async Task Connections_ThatSayNothingOrHalfAPreface_DisturbNobodyAndCostLittle()
    {
        const int Connections = 1_000;
        await using var server = await WatchedServer.StartAsync();
        await server.ServesAsync();
        var (files, before) = (Footprint.Of(Environment.ProcessId).Files, GC.GetTotalMemory(forceFullCollection: true));
        var lines = await Task.WhenAll(Enumerable.Range(0, Connections).Select(async i =>
        {
            var line = await RawLine.ConnectAsync(server.Address);
            await line.SendAsync(Wire.Preface.AsMemory(0, i % 2 == 0 ? 0 : 12));
            return line;
        }));
        await server.ServesAsync();

        // The files of tests before this one may be closed meanwhile.
        await Until.TrueAsync(() => Footprint.Of(Environment.ProcessId).Files >= files + (2 * Connections) - 200, "the server has taken every connection");
        output.WriteLine($"{(GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / Connections:F1} KiB a connection, its client's half included");

        Array.ForEach(lines, line => line.Dispose());
        await Until.TrueAsync(() => Footprint.Of(Environment.ProcessId).Files < files + 20, "every connection is closed");
    }

    [Fact]
    public async Task Streams_TwoThousandThatDoNothing_CostLittleAndEndByInactivity()
    {
        const int Connections = 20;
        const int StreamsEach = 100;
        await using var server = await WatchedServer.StartAsync("--Limits:MaxStreams", "2000", "--Limits:StreamInactivity", "00:00:06");
        await server.ServesAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var lines = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => OpenAsync(server.Address, StreamsEach)));

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (Connections * StreamsEach);
        output.WriteLine($"{each / 1024.0:F1} KiB a stream that was accepted and does nothing, its share of the connection included");
        Assert.InRange(each, 1, 64 * 1024);
        await server.ServesAsync();
        await Task.WhenAll(lines.Select(async line =>
        {
            var ended = 0;
            await line.ReadUntilAsync(frame => frame.EndsStream && ++ended == StreamsEach);
            Assert.Equal(StreamsEach, ended);
        }));
        Array.ForEach(lines, line => line.Dispose());
        await Until.TrueAsync(() => GC.GetTotalMemory(forceFullCollection: true) < before + (16 * 1024 * 1024), "what the streams held is given back");
    }

    // All of them accepted.
    private static async Task<RawLine> OpenAsync(Uri address, int streams)
    {
        var line = await RawLine.OpenAsync(address);
        await line.SendAsync(Enumerable.Range(0, streams).SelectMany(i => (byte[])
        [
            .. Wire.Call((2 * i) + 1, Stream),
            .. Wire.DataOf((2 * i) + 1, Wire.Message(new StreamClassifyTiersRequest { Config = new() })),
        ]).ToArray());
        var accepted = new HashSet<int>();
        await line.ReadUntilAsync(frame => frame.Type == Wire.Data && accepted.Add(frame.Stream) && accepted.Count == streams);
        Assert.Equal(streams, accepted.Count);
        return line;
    }

    private static async Task<bool> IsServedAsync(WatchedServer server)
    {
        try
        {
            await server.ServesAsync();
            return true;
        }
        catch (Grpc.Core.RpcException)
        {
            return false;
        }
    }
}
