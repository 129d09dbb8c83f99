using System.Net.Sockets;
using System.Text;
using InfluenceGrpc.Functional.Tests.Hostile;
using InfluenceGrpc.Functional.Tests.Redis;
using InfluenceGrpc.Server.Admission;
using Microsoft.Extensions.DependencyInjection;

namespace InfluenceGrpc.Functional.Tests.Connect;

/// <summary>Whoever reaches the port of JSON can send anything: nothing is logged for it, nothing is kept, and others are served.</summary>
[Collection(nameof(HostileCollection))]
public sealed class ConnectHostileTests : IAsyncLifetime
{
    private const string Batch = ConnectServer.BatchClassifyTiers;

    // With every column and under several schemes: a megabyte of JSON to answer with.
    private static readonly string LargeQuestion =
        "{\"items\":{\"followers\":{\"followers\":[" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => i * 997))
        + "]}},\"schemes\":{\"schemeIds\":[\"iab-uk\",\"klear\",\"tagger\",\"harvard-media\"]},\"columns\":{\"boundaryMargins\":true}}";

    private WatchedServer server = null!;

    public async Task InitializeAsync() => server = await WatchedServer.StartAsync(
        "--Web:Listen", "127.0.0.1:0", "--Limits:CallTimeout", "00:00:02", "--Limits:MaxBatches", "1");

    public Task DisposeAsync() => server.DisposeAsync().AsTask();

    [Theory]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001\u0000")]
    [InlineData("GET\r\n\r\n")]
    [InlineData("POST /influence.v1.TierService/ClassifyTier HTTP/1.1\r\n\r\n")]
    [InlineData("POST /influence.v1.TierService/ClassifyTier HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: -1\r\n\r\n")]
    [InlineData("POST /influence.v1.TierService/ClassifyTier HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("POST /influence.v1.TierService/ClassifyTier HTTP/1.1\r\nhost: localhost\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}")]
    [InlineData("GET /%00%ff/../../etc/passwd HTTP/1.1\r\nhost: localhost\r\n\r\n")]
    public async Task Noise_IsAnsweredOrClosedAndLeavesNothing(string noise)
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(noise));
        client.Client.Shutdown(SocketShutdown.Send);
        await ReadToEndAsync(stream);

        await server.ServesAsync();
        Assert.Equal(0, Memory.Held);
    }

    [Fact]
    public async Task Body_CutOff_GivesItsMemoryBack()
    {
        using (var client = await ConnectAsync())
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Head(Batch, 1_000_000) + LargeQuestion[..50_000]));
            await Until.TrueAsync(() => Memory.Held > 0, "it is being read");
        }

        await Until.TrueAsync(() => Memory.Held == 0, "its memory is given back");
        await server.ServesAsync();
    }

    [Fact]
    public async Task LargeAnswer_NeverRead_HoldsItsPlaceAndMemoryUntilItIsCutOff()
    {
        using var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync("127.0.0.1", server.Server.WebAddress!.Port).WaitAsync(Until.Patience);

        // The first few lie in buffers of the system's.
        for (var i = 0; i < 20; i++)
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Head(Batch, LargeQuestion.Length) + LargeQuestion));
        }

        await Until.TrueAsync(() => Memory.Held > 1_000_000, "the answer is counted while nobody reads it");
        await Until.TrueAsync(() => Memory.Held == 0, "the call is cut off");
        using var http = new HttpClient { BaseAddress = server.Server.WebAddress };
        await Until.TrueAsync(
            async () => (await http.PostAsync(new Uri("/" + Batch, UriKind.Relative), new StringContent(LargeQuestion, Encoding.UTF8, "application/json"))).IsSuccessStatusCode,
            "its place is another's");
    }

    [Fact]
    public async Task Headers_WithoutEnd_AreCutOff()
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nhost: localhost\r\n"));
        try
        {
            for (var i = 0; i < 10_000; i++)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"x-{i}: {new string('a', 100)}\r\n"));
            }
        }
        catch (IOException)
        {
            // It is closed while we send.
        }

        await ReadToEndAsync(stream);
        await server.ServesAsync();
    }

    private MemoryBudget Memory => server.Server.Services.GetRequiredService<MemoryBudget>();

    private static string Head(string rpc, int length) =>
        $"POST /{rpc} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n";

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Server.WebAddress!.Port).WaitAsync(Until.Patience);
        return client;
    }

    // Whatever it is, it ends.
    private static async Task ReadToEndAsync(NetworkStream stream)
    {
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer).AsTask().WaitAsync(Until.Patience) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Reset, which is an end too.
        }
    }
}
