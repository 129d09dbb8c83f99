using System.Diagnostics;
using InfluenceGrpc.Functional.Tests.Redis;
using Xunit.Abstractions;

namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>Frames that no client library would send, on and on.</summary>
[Collection(nameof(HostileCollection))]
public sealed class FloodTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Pieces = 200;

    private WatchedServer server = null!;

    public static TheoryData<string> FrameFloods => [.. Floods.Frames.Keys];

    public static TheoryData<string> BadBeginnings => [.. Floods.Beginnings.Keys];

    public static TheoryData<string> OpenBeginnings => [.. Floods.OpenBeginnings.Keys];

    public async Task InitializeAsync() => server = await WatchedServer.StartAsync();

    // Fails where the server had anything to say of it.
    public Task DisposeAsync() => server.DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(FrameFloods))]
    public async Task Frames_OnAndOn_DisturbNobody(string flood)
    {
        var good = GoodCaller.Start(server.Address);
        var watch = Stopwatch.StartNew();
        var (sent, closed) = await StormAsync(server.Address, Floods.Frames[flood], Pieces);
        watch.Stop();
        var (answers, slowest) = await good.StopAsync();
        output.WriteLine($"{flood}: {sent} pieces in {watch.Elapsed.TotalSeconds:F2} s, {(closed ? "closed by the server" : "taken")}; meanwhile {answers} answers, the slowest after {slowest.TotalMilliseconds:F0} ms");
        Assert.True(closed || !Floods.Fatal.Contains(flood), "The connection is still open.");
        await server.ServesAsync();
    }

    [Theory]
    [MemberData(nameof(BadBeginnings))]
    public async Task Connection_BeginsWrongly_IsClosed(string beginning)
    {
        using var line = await RawLine.ConnectAsync(server.Address);
        await line.TrySendAsync(Floods.Beginnings[beginning]);
        await line.UntilClosedAsync();
        await server.ServesAsync();
    }

    [Theory]
    [MemberData(nameof(OpenBeginnings))]
    public async Task Connection_BeginsOddly_DisturbsNobody(string beginning)
    {
        using var line = await RawLine.ConnectAsync(server.Address);
        await line.SendAsync(Floods.OpenBeginnings[beginning]);
        await server.ServesAsync();
    }

    /// <summary>Sends a flood, and reads all that comes back, until the server closes the connection or has taken the whole of it.</summary>
    internal static async Task<(int Sent, bool Closed)> StormAsync(Uri address, Func<int, byte[]> flood, int pieces)
    {
        var end = "the end."u8.ToArray();
        using var line = await RawLine.OpenAsync(address);
        var reading = line.ReadUntilAsync(frame => IsAnswerTo(frame, end));
        var sent = 0;
        while (sent < pieces && await line.TrySendAsync(flood(sent)))
        {
            sent++;
        }

        await line.TrySendAsync(Wire.Frame(Wire.Ping, 0, 0, end));
        var frames = await reading.WaitAsync(Until.Patience);
        return (sent, frames.Count == 0 || !IsAnswerTo(frames[^1], end));
    }

    private static bool IsAnswerTo(RawFrame frame, byte[] ping) => frame.Type == Wire.Ping && frame.Payload.AsSpan().SequenceEqual(ping);
}
