using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>Bytes that no client library would send.</summary>
public sealed class RawBytesTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private const string Classify = "/influence.v1.TierService/ClassifyTier";
    private const string Check = "/grpc.health.v1.Health/Check";
    private const string Stream = "/influence.v1.TierService/StreamClassifyTiers";

    private readonly RunningServer server = fixture.Server;

    // After every test: a fixture that fails at its end fails no test.
    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Theory]
    [InlineData(Classify)]
    [InlineData(Stream)]
    public async Task AnyCall_NotProtobuf_IsInvalidArgument(string path)
    {
        // Field 1, length 100, and nothing after it.
        var (code, message) = await SendAsync(path, Frame([0x0a, 100]));

        Assert.Equal(StatusCode.InvalidArgument, code);
        Assert.Contains("not valid protobuf", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Classify)]
    [InlineData(Stream)]
    public async Task AnyCall_LargerThanAnyMessage_IsResourceExhausted(string path)
    {
        var header = new byte[5];
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(1), (8 * 1024 * 1024) + 1);
        var (code, _) = await SendAsync(path, header);

        Assert.Equal(StatusCode.ResourceExhausted, code);
    }

    [Theory]
    [InlineData(Classify)]
    [InlineData(Stream)]
    [InlineData(Check)]
    public async Task AnyCall_MessageCutShort_IsInvalidArgument(string path)
    {
        foreach (var cut in (byte[][])[[0, 0, 0, 0, 50, 1, 2, 3], [0, 0, 0], [0, 0, 0, 0, 50]])
        {
            var (code, message) = await SendAsync(path, cut);

            Assert.Equal(StatusCode.InvalidArgument, code);
            Assert.Contains("ends in the middle of a message", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Classify)]
    [InlineData(Check)]
    public async Task UnaryCall_NoMessage_IsInvalidArgument(string path)
    {
        var (code, message) = await SendAsync(path, []);

        Assert.Equal(StatusCode.InvalidArgument, code);
        Assert.Contains("has no message", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Classify)]
    [InlineData(Check)]
    public async Task UnaryCall_MoreThanItsMessage_IsInvalidArgument(string path)
    {
        foreach (var more in (byte[][])[[1], [0, 0, 0, 0, 0]])
        {
            var (code, message) = await SendAsync(path, [.. Frame([]), .. more]);

            Assert.Equal(StatusCode.InvalidArgument, code);
            Assert.Contains("more after the message", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Classify, null)]
    [InlineData(Stream, null)]
    [InlineData(Check, null)]
    [InlineData(Classify, "identity")]
    public async Task AnyCall_CompressedAndNobodySaysHow_IsInvalidArgument(string path, string? encoding)
    {
        var (code, message) = await SendAsync(path, Frame([8, 1], compressed: 1), encoding);

        Assert.Equal(StatusCode.InvalidArgument, code);
        Assert.Contains("no grpc-encoding", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCall_AnotherContentType_IsUnsupportedMediaType()
    {
        using var http = NewClient();
        using var content = new StringContent("{}", new MediaTypeHeaderValue("text/plain"));
        using var response = await http.PostAsync(Classify, content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task AnyCall_CompressionNobodyKnows_IsUnimplemented()
    {
        var (code, _) = await SendAsync(Classify, Frame([8, 1], compressed: 1), "snappy");

        Assert.Equal(StatusCode.Unimplemented, code);
    }

    // The library takes these for faults of the server's: it logs them as errors and answers UNKNOWN.
    [Theory]
    [InlineData(Classify, "gzip")]
    [InlineData(Classify, "deflate")]
    [InlineData(Stream, "gzip")]
    [InlineData(Stream, "deflate")]
    public async Task AnyCall_NotCompressedAsItSays_IsInvalidArgument(string path, string encoding)
    {
        var (code, message) = await SendAsync(path, Frame([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], compressed: 1), encoding);

        Assert.Equal(StatusCode.InvalidArgument, code);
        Assert.Contains("not compressed as the call says", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Classify)]
    [InlineData(Stream)]
    public async Task AnyCall_CompressedAsItSays_IsRead(string path)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write([0x0a, 100]);
        }

        var (code, message) = await SendAsync(path, Frame(packed.ToArray(), compressed: 1), "gzip");

        Assert.Equal(StatusCode.InvalidArgument, code);
        Assert.Contains("not valid protobuf", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Classify)]
    [InlineData(Stream)]
    public async Task AnyCall_FlagThatDoesNotExist_IsInvalidArgument(string path)
    {
        var (code, message) = await SendAsync(path, Frame([8, 1], compressed: 2));

        Assert.Equal(StatusCode.InvalidArgument, code);
        Assert.Contains("begins with the byte 2", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Classify)]
    [InlineData(Stream)]
    public async Task AnyCall_LongerThanAnyNumber_IsResourceExhausted(string path)
    {
        var (code, message) = await SendAsync(path, [0, 0xff, 0xff, 0xff, 0xff, 8, 1]);

        Assert.Equal(StatusCode.ResourceExhausted, code);
        Assert.Contains("4294967295", message, StringComparison.Ordinal);
    }

    private static byte[] Frame(byte[] message, byte compressed = 0)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = compressed;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    private HttpClient NewClient() => new()
    {
        BaseAddress = server.Address,
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = TimeSpan.FromSeconds(30),
    };

    private async Task<(StatusCode Code, string Message)> SendAsync(string path, byte[] body, string? encoding = null)
    {
        using var http = NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        if (encoding is not null)
        {
            request.Headers.Add("grpc-encoding", encoding);
        }

        using var response = await http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        var headers = response.TrailingHeaders.Contains("grpc-status") ? response.TrailingHeaders : (HttpHeaders)response.Headers;
        var message = headers.TryGetValues("grpc-message", out var messages) ? Uri.UnescapeDataString(messages.Single()) : "";
        return ((StatusCode)int.Parse(headers.GetValues("grpc-status").Single()), message);
    }
}
