using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.Testing;
using Xunit.Abstractions;

namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>Streams of ids at full speed: what they leave to others, and that they end with their caller.</summary>
[Trait("Needs", "tools")]
public sealed class BulkTests(ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private const int Creators = 10_000;
    private const int Streams = 2;
    private const int SingleCalls = 150;

    // What the server may have sent to Redis at one moment: eight chunks in flight, of each sixteen commands. A chunk takes
    // two hundred of them, so that a stream which was not stopped would send far more.
    private const int CommandsUnderWay = 8 * 16;

    private static readonly string[] Ids = [.. Enumerable.Range(0, Creators).Select(i => $"bulk-{i.ToString(CultureInfo.InvariantCulture)}")];

    private RedisServer redis = null!;
    private RunningServer server = null!;
    private ProfileCalls calls = null!;

    // Streams have a connection to the server of their own: one's answers are not to wait for the other's bytes.
    private GrpcChannel others = null!;

    public async Task InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        server = await RunningServer.StartAsync("--store", redis.Address, "--Profiles:NearCacheBytes", "0", "--Redis:BulkTimeout", "00:00:30", "--Redis:Timeout", "00:00:05", "--Redis:KeysPerCommand", "50");
        others = GrpcChannel.ForAddress(server.Address);
        calls = new(server.Channel);
        await calls.StoreAsync(ProfileCalls.Of(Ids));
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await redis.DisposeAsync();
    }

    public void Dispose() => others.Dispose();

    [Fact]
    public async Task GetProfile_BesideStreamsOfIds_IsAnsweredOnALineOfItsOwn()
    {
        await MeasureAsync();
        var alone = await MeasureAsync();
        using var stop = new CancellationTokenSource();
        var streams = Enumerable.Range(0, Streams).Select(_ => StreamAsync(stop.Token)).ToArray();
        var read = await RedisCounts.ReadsAsync(redis);
        await Until.TrueAsync(async () => await RedisCounts.ReadsAsync(redis) > read + CommandsUnderWay, "the streams run");
        var beside = await MeasureAsync();
        Assert.All(streams, stream => Assert.False(stream.IsCompleted, $"{stream.Exception}"));
        var clients = await redis.AskTextAsync("CLIENT", "LIST");
        await stop.CancelAsync();
        var items = (await Task.WhenAll(streams).WaitAsync(Until.Patience)).Sum();

        output.WriteLine($"GetProfile from Redis, alone: {Text(alone)}; beside {Streams} streams that read {items} ids meanwhile: {Text(beside)}");
        Assert.All(["unary", "bulk"], line => Assert.Equal(1, clients.Split('\n').Count(client => client.Contains($"-{line} ", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task StreamClassifyTiers_Cancelled_AsksRedisForNothingMore()
    {
        using var cancel = new CancellationTokenSource();
        var streaming = StreamAsync(cancel.Token);
        var begun = await RedisCounts.ReadsAsync(redis);
        await Until.TrueAsync(async () => await RedisCounts.ReadsAsync(redis) > begun + CommandsUnderWay, "the stream runs");

        // Redis stands still while the caller leaves: what the server had sent by then is all that Redis hears of it.
        await redis.PauseAsync();
        await cancel.CancelAsync();
        await streaming.WaitAsync(Until.Patience);
        Assert.Equal(5u, await new ProfileCalls(others).ClassifyAsync(30_000));
        await redis.ResumeAsync();

        var first = await RedisCounts.ReadsAsync(redis);
        var (last, since) = (first, Stopwatch.StartNew());
        await Until.TrueAsync(
            async () =>
            {
                var now = await RedisCounts.ReadsAsync(redis);
                if (now != last)
                {
                    (last, since) = (now, Stopwatch.StartNew());
                }

                return since.Elapsed > TimeSpan.FromMilliseconds(500);
            },
            "Redis is asked for nothing more",
            TimeSpan.FromSeconds(5));
        output.WriteLine($"{last - first} commands after the caller had left");
        Assert.InRange(last - first, 0, CommandsUnderWay);
        Assert.NotNull(await calls.FindAsync(Ids[0]));
    }

    private static string Text(TimeSpan[] took) =>
        $"p50 {took[took.Length / 2].TotalMilliseconds:F2} ms, p99 {took[took.Length * 99 / 100].TotalMilliseconds:F2} ms";

    // Somebody who looks at one profile after the other.
    private async Task<TimeSpan[]> MeasureAsync()
    {
        var took = new TimeSpan[SingleCalls];
        for (var i = 0; i < took.Length; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            Assert.NotNull(await calls.FindAsync(Ids[i * 17 % Creators]));
            took[i] = Stopwatch.GetElapsedTime(begun);
        }

        Array.Sort(took);
        return took;
    }

    // Chunks as fast as they are taken, until the caller leaves; returns how many items were answered, all of them found.
    private async Task<long> StreamAsync(CancellationToken leave)
    {
        using var call = new TierService.TierServiceClient(others).StreamClassifyTiers(cancellationToken: leave);
        var sending = SendAsync(call.RequestStream);
        var items = 0L;
        try
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
                if (call.ResponseStream.Current.Result is { } result)
                {
                    Assert.Empty(result.Tiers.Errors);
                    items += result.Tiers.ItemCount;
                }
            }
        }
        catch (RpcException) when (leave.IsCancellationRequested)
        {
            // Cancelled, or unavailable where the cancellation met a read: the client tells either.
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return items;
    }

    private static async Task SendAsync(IClientStreamWriter<StreamClassifyTiersRequest> requests)
    {
        await requests.WriteAsync(new StreamClassifyTiersRequest { Config = new StreamClassifyTiersConfig() });
        var items = new Items { Ids = ProfileCalls.IdsOf(Ids) };
        for (ulong sequence = 1; ; sequence++)
        {
            await requests.WriteAsync(new StreamClassifyTiersRequest { Chunk = new StreamClassifyTiersChunk { Sequence = sequence, Items = items } });
        }
    }
}
