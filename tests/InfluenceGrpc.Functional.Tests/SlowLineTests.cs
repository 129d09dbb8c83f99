using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>Lines slower than any limit on lying still, and callers that stop half-way.</summary>
public sealed class SlowLineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task StreamClassifyTiers_ChunkThatTakesLongerThanTheInactivityLimit_IsAnswered()
    {
        await using var server = await RunningServer.StartAsync("--Limits:StreamInactivity", "00:00:02");
        var chunk = Frame(new StreamClassifyTiersRequest
        {
            Chunk = new StreamClassifyTiersChunk { Sequence = 1, Items = new Items { Followers = new FollowerColumns { Followers = { new ulong[3_000] } } } },
        });

        // Four seconds for one chunk, a bit of it every 0.4 s: the pace is what is tested.
        var body = new PacedContent(Frame(new StreamClassifyTiersRequest { Config = new StreamClassifyTiersConfig() }), chunk, pieces: 10, TimeSpan.FromSeconds(0.4));
        using var http = NewClient(server);
        using var response = await http.SendAsync(Post("/influence.v1.TierService/StreamClassifyTiers", body)).WaitAsync(Patience);
        var answer = await response.Content.ReadAsByteArrayAsync().WaitAsync(Patience);

        Assert.Equal("0 ", $"{response.TrailingHeaders.GetValues("grpc-status").Single()} {string.Join("", response.TrailingHeaders.TryGetValues("grpc-message", out var m) ? m : [])}");
        Assert.True(answer.Length > 3_000, "The chunk was not answered.");
    }

    [Fact]
    public async Task ClassifyTier_SentHalf_IsEndedByTheServer()
    {
        await using var server = await RunningServer.StartAsync();
        var body = new PacedContent([0, 0, 0, 0, 50, 1, 2, 3], [], pieces: 1, Timeout.InfiniteTimeSpan);
        using var http = NewClient(server);

        // Kestrel's own rate, which a unary call keeps: 240 bytes a second after 5 seconds.
        var call = async () =>
        {
            using var response = await http.SendAsync(Post("/influence.v1.TierService/ClassifyTier", body));
            await response.Content.ReadAsByteArrayAsync();
            return response.TrailingHeaders.TryGetValues("grpc-status", out var trailer) ? trailer.Single() : response.Headers.GetValues("grpc-status").Single();
        };
        try
        {
            Assert.NotEqual("0", await call().WaitAsync(Patience));
        }
        catch (HttpRequestException)
        {
            // A reset is as good an end.
        }
        catch (TaskCanceledException end) when (end.InnerException is not TimeoutException)
        {
            // So is an answer that ends while the body still waits: the client then gives the body up.
        }
    }

    private static byte[] Frame(StreamClassifyTiersRequest message)
    {
        var frame = new byte[5 + message.CalculateSize()];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)message.CalculateSize());
        message.WriteTo(frame.AsSpan(5));
        return frame;
    }

    private static HttpClient NewClient(RunningServer server) => new() { BaseAddress = server.Address, Timeout = Patience };

    private static HttpRequestMessage Post(string path, HttpContent body)
    {
        body.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        return request;
    }

    /// <summary>A beginning at once, then the rest in pieces with a pause before each; an endless pause never ends the body.</summary>
    private sealed class PacedContent(byte[] beginning, byte[] rest, int pieces, TimeSpan pause) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(beginning, cancellationToken);
            await stream.FlushAsync(cancellationToken);
            foreach (var piece in rest.Chunk(Math.Max(1, (rest.Length + pieces - 1) / pieces)).DefaultIfEmpty([]))
            {
                await Task.Delay(pause, cancellationToken);
                await stream.WriteAsync(piece, cancellationToken);
                await stream.FlushAsync(cancellationToken);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
