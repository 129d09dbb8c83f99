using System.Globalization;
using System.IO.Compression;
using Google.Protobuf;
using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Functional.Tests.Redis;
using InfluenceGrpc.Testing;
using Xunit.Abstractions;

namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>
/// A server that may have a quarter of a gigabyte, as in a small container, and callers who make it keep as much as they can. .NET ends a
/// process that needs more than it may have, and all calls with it.
/// </summary>
[Collection(nameof(HostileCollection))]
public sealed class HeapLimitTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Classify = "/influence.v1.TierService/ClassifyTier";
    private const string Batch = "/influence.v1.TierService/BatchClassifyTiers";
    private const string Stream = "/influence.v1.TierService/StreamClassifyTiers";
    private const int Megabyte = 1024 * 1024;
    private const int HeapBytes = 256 * Megabyte;
    private const int MaxMessageBytes = 8 * Megabyte;
    private const int Attempts = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<HttpClient> clients = [.. Enumerable.Range(0, 4).Select(_ => new HttpClient { Timeout = Timeout.InfiniteTimeSpan })];

    private ServerProcess server = null!;

    public async Task InitializeAsync() => server = await ServerProcess.StartAsync(
        new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x" + HeapBytes.ToString("X", CultureInfo.InvariantCulture) },
        "--store",
        "none",
        "--Profiles:NearCacheBytes",
        $"{16 * Megabyte}");

    public async Task DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await using (server)
        {
            output.WriteLine($"most memory: {server.PeakResidentBytes / Megabyte} MiB");

            // It has lived, and said nothing of it: a log that others can fill is one more thing to attack.
            Assert.DoesNotMatch("(?m)^(warn|fail|crit): ", server.Output);
            Assert.Equal(0, await server.TerminateAsync());
        }
    }

    [Theory]
    [InlineData(Classify)]
    [InlineData(Stream)]
    public async Task HalfMessages_MoreThanThereIsMemoryFor_AreRefusedAndTheOthersKept(string path)
    {
        byte[] half = [.. Wire.Prefix(0, MaxMessageBytes), .. new byte[MaxMessageBytes - Megabyte]];
        var calls = Enumerable.Range(0, Attempts).Select(i => HalfMessage.Begin(clients[i % clients.Count], server.Address, path, half)).ToList();

        await Until.TrueAsync(() => calls.All(call => call.Answer.IsCompleted || call.Message.Sent.IsCompleted), "each is either taken or refused");
        var refused = calls.Where(call => call.Answer.IsCompleted).ToList();
        output.WriteLine($"{refused.Count} of {calls.Count} refused");
        Assert.InRange(refused.Count, Attempts / 4, Attempts - 4);
        foreach (var (_, answer) in refused)
        {
            Assert.Equal("8", StatusIn(await answer));
        }

        calls.ForEach(call => call.Message.Dispose());
        clients.ForEach(client => client.CancelPendingRequests());
        await ServesAsync();
    }

    // Two bytes on the wire, some hundred in memory.
    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    public async Task EmptyProfiles_MillionsInAMessage_AreRefusedUnread(string? encoding)
    {
        var profiles = Field(CreatorProfiles.ProfilesFieldNumber, []);
        var items = new byte[(MaxMessageBytes - 100) / profiles.Length * profiles.Length];
        for (var at = 0; at < items.Length; at += profiles.Length)
        {
            profiles.CopyTo(items, at);
        }

        var message = Field(BatchClassifyTiersRequest.ItemsFieldNumber, Field(Items.ProfilesFieldNumber, items));
        var sent = Wire.Message(encoding is null ? message : Packed(message), encoding is null ? (byte)0 : (byte)1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => GrpcPost.SendAsync(server.Address, Batch, sent, encoding))).WaitAsync(Patience);

        Assert.All(answers, answer => Assert.Equal(StatusCode.ResourceExhausted, answer.Code));
        Assert.Contains((StatusCode.ResourceExhausted, "TOO_MANY_BYTES"), answers);
        await ServesAsync();
    }

    [Fact]
    public async Task Answers_OfManyStreamsThatAreNeverRead_StayWithinMemory()
    {
        var chunk = new StreamClassifyTiersChunk { Items = new() { Followers = new() { Followers = { Enumerable.Range(0, 10_000).Select(i => (ulong)i * 997) } } } };
        var config = new StreamClassifyTiersConfig
        {
            Schemes = new TierSchemeSelection { SchemeIds = { "iab-uk", "klear", "tagger", "harvard-media" } },
            Columns = new TierColumnOptions { BoundaryMargins = true },
        };
        byte[] sent = [.. Wire.Message(new StreamClassifyTiersRequest { Config = config }), .. Enumerable.Range(1, 40).SelectMany(sequence =>
        {
            chunk.Sequence = (ulong)sequence;
            return Wire.Message(new StreamClassifyTiersRequest { Chunk = chunk });
        })];
        var calls = Enumerable.Range(0, Attempts).Select(i => HalfMessage.Begin(clients[i % clients.Count], server.Address, Stream, sent)).ToList();

        // The answer's headers are there, and what comes after them is never asked for.
        await Until.TrueAsync(() => calls.All(call => call.Answer.IsCompleted), "each is taken or refused");
        await ServesAsync();
        calls.ForEach(call => call.Message.Dispose());
        clients.ForEach(client => client.Dispose());
        await ServesAsync();
    }

    // Refused meanwhile is right; to be served again is what counts.
    private Task ServesAsync() => Until.TrueAsync(
        async () =>
        {
            try
            {
                await WatchedServer.ServesAsync(server.Address);
                return true;
            }
            catch (RpcException fault) when (fault.StatusCode == StatusCode.ResourceExhausted)
            {
                return false;
            }
        },
        "an honest call is answered");

    private static string StatusIn(HttpResponseMessage answer) =>
        (answer.Headers.TryGetValues("grpc-status", out var values) ? values : answer.TrailingHeaders.GetValues("grpc-status")).Single();

    private static byte[] Field(int number, byte[] value)
    {
        using var field = new MemoryStream();
        using (var writer = new CodedOutputStream(field, leaveOpen: true))
        {
            writer.WriteTag(number, WireFormat.WireType.LengthDelimited);
            writer.WriteBytes(ByteString.CopyFrom(value));
        }

        return field.ToArray();
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            packer.Write(bytes);
        }

        return packed.ToArray();
    }
}
