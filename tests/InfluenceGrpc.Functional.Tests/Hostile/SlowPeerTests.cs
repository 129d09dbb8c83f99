using Grpc.Core;
using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.Functional.Tests.Redis;
using InfluenceGrpc.Server.Admission;
using Microsoft.Extensions.DependencyInjection;

namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>Clients that send slowly or stop half-way, and clients that never read what they asked for.</summary>
[Collection(nameof(HostileCollection))]
public sealed class SlowPeerTests
{
    private const string Classify = "/influence.v1.TierService/ClassifyTier";
    private const string Batch = "/influence.v1.TierService/BatchClassifyTiers";
    private const string Stream = "/influence.v1.TierService/StreamClassifyTiers";
    private const string List = "/influence.v1.TierService/ListTierSchemes";
    private const string Check = "/grpc.health.v1.Health/Check";
    private const string Reflection = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";

    // Of 10,000 creators under many schemes with every column: hundreds of kilobytes to answer with.
    private static BatchClassifyTiersRequest LargeBatch => new()
    {
        Items = new Items { Followers = new FollowerColumns { Followers = { Enumerable.Range(0, 10_000).Select(i => (ulong)i * 997) } } },
        Schemes = new TierSchemeSelection { SchemeIds = { "iab-uk", "klear", "tagger", "harvard-media" } },
        Columns = new TierColumnOptions { BoundaryMargins = true },
    };

    // A byte now and then keeps Kestrel's own rate where others of the connection send more.
    [Theory]
    [InlineData(Classify)]
    [InlineData(Check)]
    public async Task UnaryCall_SentByteByByte_IsToldThatItTookTooLongAndGivesItsPlaceBack(string path)
    {
        await using var server = await WatchedServer.StartAsync("--Limits:CallTimeout", "00:00:01", "--Limits:MaxCalls", "1");
        using var line = await RawLine.OpenAsync(server.Address);
        await line.SendAsync([.. Wire.Call(1, path), .. Wire.DataOf(1, Wire.Prefix(0, 1_000))]);
        var sending = DripAsync(line, 1);

        var frames = await line.ReadUntilAsync(frame => frame.IsReset || frame.EndsStream);

        Assert.True(frames[^1].EndsStream);
        Assert.Contains("CALL_TIMED_OUT", System.Text.Encoding.ASCII.GetString(DetailsOf(frames[^1])), StringComparison.Ordinal);
        line.Dispose();
        await sending.WaitAsync(Until.Patience);
        await Until.TrueAsync(async () => await StatusOfAsync(server, TierCallAsync) == StatusCode.OK, "the place is given back");
    }

    [Fact]
    public async Task BatchAnswer_NeverRead_HoldsItsPlaceUntilItIsCutOff()
    {
        await using var server = await WatchedServer.StartAsync("--Limits:CallTimeout", "00:00:03", "--Limits:MaxBatches", "1");
        using var line = await RawLine.OpenAsync(server.Address, window: 0);
        await line.SendAsync(LargeCall(1));
        await HasBegunAsync(line);

        await Until.TrueAsync(async () => await StatusOfAsync(server, BatchCallAsync) == StatusCode.ResourceExhausted, "the answer that nobody reads has the only place");
        var memory = server.Server.Services.GetRequiredService<MemoryBudget>();
        Assert.True(memory.Held > 600_000, $"The answer that nobody reads is not counted: {memory.Held} bytes are held.");
        await line.ReadUntilAsync(frame => frame.IsReset);

        await Until.TrueAsync(async () => await StatusOfAsync(server, BatchCallAsync) == StatusCode.OK, "the place is given back");
        await Until.TrueAsync(() => memory.Held == 0, "the memory is given back");
    }

    // What lies in an answer that nobody reads is small where its call is done, and there are as many on a connection as it may have calls.
    [Fact]
    public async Task Answers_NeverRead_EndTheirConnection()
    {
        await using var server = await WatchedServer.StartAsync("--Limits:StreamInactivity", "00:00:01");
        using var line = await RawLine.OpenAsync(server.Address, window: 0);
        for (var stream = 1; stream < 20; stream += 2)
        {
            await line.SendAsync([.. Wire.Call(stream, List), .. Wire.DataOf(stream, Wire.Prefix(0, 0), end: true)]);
        }

        await line.UntilClosedAsync();
        await server.ServesAsync();
    }

    [Fact]
    public async Task Stream_NeverRead_EndsByInactivityAndGivesItsPlaceBack()
    {
        await using var server = await WatchedServer.StartAsync("--Limits:StreamInactivity", "00:00:01", "--Limits:MaxStreams", "1");
        using var line = await RawLine.OpenAsync(server.Address, window: 0);
        await line.SendAsync([.. Wire.Call(1, Stream), .. Wire.DataOf(1, Wire.Message(new StreamClassifyTiersRequest { Config = new() }))]);
        for (var chunk = 1UL; chunk <= 20; chunk++)
        {
            await line.SendAsync(Wire.DataOf(1, Wire.Message(ChunkOf(chunk, 2_000))));
        }

        await HasBegunAsync(line);

        await Until.TrueAsync(async () => await StatusOfAsync(server, StreamCallAsync) == StatusCode.OK, "the place of a stream that is not read is given back");
    }

    [Theory]
    [InlineData(Stream)]
    [InlineData("/influence.v1.FitService/DeriveBrief")]
    [InlineData(Reflection)]
    [InlineData("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo")]
    public async Task Stream_HalfAMessageAndSilence_EndsByInactivity(string path)
    {
        await using var server = await WatchedServer.StartAsync("--Limits:StreamInactivity", "00:00:00.5");
        using var line = await RawLine.OpenAsync(server.Address);
        await line.SendAsync([.. Wire.Call(1, path), .. Wire.DataOf(1, [.. Wire.Prefix(0, 1_000), .. new byte[500]])]);

        var frames = await line.ReadUntilAsync(frame => frame.EndsStream);

        Assert.Contains("STREAM_INACTIVE", System.Text.Encoding.ASCII.GetString(DetailsOf(frames[^1])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watches_MoreThanThereArePlacesFor_AreRefusedAndHealthIsAnswered()
    {
        await using var server = await WatchedServer.StartAsync("--Limits:MaxWatches", "3");
        using var line = await RawLine.OpenAsync(server.Address);
        for (var stream = 1; stream <= 5; stream += 2)
        {
            await line.SendAsync([.. Wire.Call(stream, "/grpc.health.v1.Health/Watch"), .. Wire.DataOf(stream, Wire.Prefix(0, 0), end: true)]);
        }

        var watching = new HashSet<int>();
        await line.ReadUntilAsync(frame => frame.Type == Wire.Data && watching.Add(frame.Stream) && watching.Count == 3);
        var health = new Grpc.Health.V1.Health.HealthClient(server.Server.Channel);
        await Until.TrueAsync(async () => await StatusOfAsync(server, WatchAsync) == StatusCode.ResourceExhausted, "watchers have all places");
        Assert.Equal(Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus.Serving, (await health.CheckAsync(new()).ResponseAsync.WaitAsync(Until.Patience)).Status);
        line.Dispose();
        await Until.TrueAsync(async () => await StatusOfAsync(server, WatchAsync) == StatusCode.OK, "their places are given back");
    }

    [Fact]
    public async Task Watches_OfStrangers_LeaveThePlacesOfCallersAlone()
    {
        var (key, hash) = InfluenceGrpc.Server.Security.ApiKeyHash.Generate();
        await using var server = await WatchedServer.StartAsync(
            "--Limits:MaxWatches", "3", "--Callers:us:Keys", hash, "--Callers:us:Scopes", "all", "--Security:AllowAnonymous", "false");
        using var strangers = await RawLine.OpenAsync(server.Address);
        for (var stream = 1; stream <= 5; stream += 2)
        {
            await strangers.SendAsync([.. Wire.Call(stream, "/grpc.health.v1.Health/Watch"), .. Wire.DataOf(stream, Wire.Prefix(0, 0), end: true)]);
        }

        var watching = new HashSet<int>();
        await strangers.ReadUntilAsync(frame => frame.Type == Wire.Data && watching.Add(frame.Stream) && watching.Count == 3);
        Assert.Equal(StatusCode.ResourceExhausted, await StatusOfAsync(server, WatchAsync));
        using var watch = new Grpc.Health.V1.Health.HealthClient(server.Server.Channel).Watch(
            new(), new Metadata { { "authorization", $"Bearer {key}" } });
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Until.Patience));
    }

    // The call has its place: headers need no window. Whoever asks for the place before may have it instead.
    private static async Task HasBegunAsync(RawLine line) =>
        Assert.False((await line.ReadUntilAsync(frame => frame.Type == Wire.Headers))[^1].EndsStream);

    private static StreamClassifyTiersRequest ChunkOf(ulong sequence, int items) => new()
    {
        Chunk = new() { Sequence = sequence, Items = new() { Followers = new() { Followers = { new ulong[items] } } } },
    };

    // In frames as small as HTTP/2 asks for.
    private static byte[] LargeCall(int stream)
    {
        var parts = Wire.Message(LargeBatch).Chunk(16_000).ToArray();
        return [.. Wire.Call(stream, Batch), .. parts.SelectMany((part, i) => Wire.DataOf(stream, part, end: i == parts.Length - 1))];
    }

    private static async Task DripAsync(RawLine line, int stream)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            while (await pace.WaitForNextTickAsync() && await line.TrySendAsync(Wire.DataOf(stream, [0])))
            {
                // On and on.
            }
        }
        catch (ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static byte[] DetailsOf(RawFrame trailers)
    {
        const string Name = "grpc-status-details-bin";
        var text = System.Text.Encoding.ASCII.GetString(trailers.Payload);
        var at = text.IndexOf(Name, StringComparison.Ordinal) + Name.Length;
        var value = new string([.. text[at..].SkipWhile(c => !char.IsAsciiLetterOrDigit(c)).TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/')]);

        // The length before it may look like a letter: what is looked for is found whatever the first bytes are.
        return [.. Enumerable.Range(0, 4).SelectMany(skip => Convert.FromBase64String(Whole(value, skip)))];

        static string Whole(string value, int skip) => value.Substring(skip, (value.Length - skip) / 4 * 4);
    }

    private static async Task<StatusCode> StatusOfAsync(WatchedServer server, Func<GrpcChannel, Task> call)
    {
        try
        {
            await call(server.Server.Channel).WaitAsync(Until.Patience);
            return StatusCode.OK;
        }
        catch (RpcException fault)
        {
            return fault.StatusCode;
        }
    }

    private static Task TierCallAsync(GrpcChannel channel) => new TierService.TierServiceClient(channel).ClassifyTierAsync(new() { FollowerCount = 1 }).ResponseAsync;

    private static Task BatchCallAsync(GrpcChannel channel) => new TierService.TierServiceClient(channel).BatchClassifyTiersAsync(LargeBatch).ResponseAsync;

    private static async Task StreamCallAsync(GrpcChannel channel)
    {
        using var stream = new TierStream(channel);
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();
    }

    private static async Task WatchAsync(GrpcChannel channel)
    {
        using var watch = new Grpc.Health.V1.Health.HealthClient(channel).Watch(new());
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
    }
}
