using System.IO.Compression;
using Google.Protobuf;
using Grpc.Core;
using Influence.V1;
using Xunit.Abstractions;

namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>Messages that are, or become, larger than any may be.</summary>
[Collection(nameof(HostileCollection))]
public sealed class MessageSizeTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Classify = "/influence.v1.TierService/ClassifyTier";
    private const string Stream = "/influence.v1.TierService/StreamClassifyTiers";
    private const string Derive = "/influence.v1.FitService/DeriveBrief";
    private const string Check = "/grpc.health.v1.Health/Check";
    private const string Reflection = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
    private const int MaxMessageBytes = 8 * 1024 * 1024;

    private WatchedServer server = null!;

    public async Task InitializeAsync() => server = await WatchedServer.StartAsync();

    // Fails where the server had anything to say of it.
    public Task DisposeAsync() => server.DisposeAsync().AsTask();

    [Theory]
    [InlineData(Classify)]
    [InlineData(Stream)]
    [InlineData(Derive)]
    public async Task AnyCall_PrefixOfFourGigabytes_IsResourceExhausted(string path)
    {
        Assert.Equal((StatusCode.ResourceExhausted, "TOO_MANY_BYTES"), await GrpcPost.SendAsync(server.Address, path, Wire.Prefix(0, uint.MaxValue)));
        await server.ServesAsync();
    }

    [Theory]
    [InlineData(Classify)]
    [InlineData(Stream)]
    [InlineData(Derive)]
    public async Task AnyCall_FlagThatMeansNothing_IsInvalidArgument(string path) =>
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_REQUEST"), await GrpcPost.SendAsync(server.Address, path, Wire.Prefix(7, 3)));

    // Whoever asks is answered, known or not; so what they may send is little.
    [Theory]
    [InlineData(Check)]
    [InlineData(Reflection)]
    public async Task OpenToAll_MessageLargerThanAnyQuestion_IsResourceExhausted(string path) =>
        Assert.Equal(StatusCode.ResourceExhausted, (await GrpcPost.SendAsync(server.Address, path, Wire.Prefix(0, 5_000))).Code);

    [Theory]
    [InlineData(Classify, "gzip")]
    [InlineData(Stream, "gzip")]
    [InlineData(Derive, "gzip")]
    [InlineData(Classify, "deflate")]
    public async Task AnyCall_Bomb_IsResourceExhaustedAndMemoryStaysFlat(string path, string encoding)
    {
        var bomb = Wire.Message(Bomb(encoding), flag: 1);
        Assert.InRange(bomb.Length, 1, 2 * 1024 * 1024);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var answer = await GrpcPost.SendAsync(server.Address, path, bomb, encoding);

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        output.WriteLine($"{bomb.Length} bytes sent, {allocated / 1024.0 / 1024:F1} MiB allocated by client and server together");
        Assert.Equal(StatusCode.ResourceExhausted, answer.Code);

        // What grows by doubling takes three times what it holds in the end.
        Assert.InRange(allocated, 1, 4 * MaxMessageBytes);
        await server.ServesAsync();
    }

    [Fact]
    public async Task ClassifyTier_BombInABomb_IsInflatedOnceAndRefused()
    {
        var bomb = Wire.Message(Packed(Bomb("gzip"), "gzip"), flag: 1);

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_REQUEST"), await GrpcPost.SendAsync(server.Address, Classify, bomb, "gzip"));
    }

    [Theory]
    [InlineData(Classify)]
    [InlineData(Stream)]
    public async Task AnyCall_CompressedByNothing_IsInvalidArgument(string path)
    {
        var bytes = new byte[300];
        new Random(7).NextBytes(bytes);

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_REQUEST"), await GrpcPost.SendAsync(server.Address, path, Wire.Message(bytes, flag: 1), "gzip"));
    }

    [Fact]
    public async Task ClassifyTier_CompressedUpToTheLimit_IsAnswered()
    {
        // An unknown field of nearly as many bytes as any message may have.
        using var message = new MemoryStream();
        using (var writer = new CodedOutputStream(message, leaveOpen: true))
        {
            writer.WriteRawMessage(new ClassifyTierRequest { FollowerCount = 700 });
            writer.WriteTag(1_000, WireFormat.WireType.LengthDelimited);
            writer.WriteBytes(ByteString.CopyFrom(new byte[MaxMessageBytes - 100]));
        }

        var packed = Wire.Message(Packed(message.ToArray(), "gzip"), flag: 1);
        Assert.Equal((StatusCode.OK, null), await GrpcPost.SendAsync(server.Address, Classify, packed, "gzip"));
    }

    // Of gzip a gigabyte: a member of 16 MiB 64 times over, which whoever inflates takes for one.
    private static byte[] Bomb(string encoding)
    {
        var member = Packed(new byte[16 * 1024 * 1024], encoding);
        return encoding == "gzip" ? [.. Enumerable.Repeat(member, 64).SelectMany(bytes => bytes)] : Packed(new byte[256 * 1024 * 1024], encoding);
    }

    private static byte[] Packed(byte[] bytes, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding == "gzip" ? new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true) : new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            packer.Write(bytes);
        }

        return packed.ToArray();
    }
}
