using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Grpc.Core;
using InfluenceGrpc.Fuzzing.Drawing;

namespace InfluenceGrpc.Fuzzing.Calls;

/// <summary>gRPC frames and headers that no client library sends, by plain HTTP/2, to a server.</summary>
internal sealed class FrameTarget : IFuzzTarget
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    // With JSON for its content, a call is one of the Connect protocol, whose errors these are too; streams are not implemented there.
    private static readonly HttpStatusCode[] ProperHttp =
    [
        HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed, HttpStatusCode.UnsupportedMediaType, HttpStatusCode.NotImplemented,
    ];

    private static readonly StatusCode[] Proper =
    [
        StatusCode.OK, StatusCode.InvalidArgument, StatusCode.NotFound, StatusCode.FailedPrecondition, StatusCode.ResourceExhausted, StatusCode.Unimplemented,
        StatusCode.Unauthenticated,
    ];

    private readonly FuzzedServer server;
    private readonly FrameGenerator frames;
    private readonly HttpClient http;

    private FrameTarget(FuzzedServer server, FrameGenerator frames)
    {
        this.server = server;
        this.frames = frames;
        http = new HttpClient { BaseAddress = server.Address, Timeout = Deadline };
    }

    /// <summary>Starts a server.</summary>
    public static async Task<FrameTarget> StartAsync()
    {
        var pool = new SamplePool();
        return new FrameTarget(await FuzzedServer.StartAsync(pool), new FrameGenerator(new CallGenerator(new MessageGenerator(pool))));
    }

    public FuzzInput Draw(Random random) => frames.Draw(random);

    public async Task<FuzzVerdict> TryAsync(FuzzInput input)
    {
        var headers = HeadersOf(input);
        var (outcome, fault) = await SendAsync(input.Subject, headers, input.Parts[1]);
        return new FuzzVerdict(outcome, await server.TroubleAsync() is not { } trouble ? fault : fault is null ? trouble : $"{fault}{Environment.NewLine}{trouble}");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return server.DisposeAsync();
    }

    private static List<(string Name, string Value)> HeadersOf(FuzzInput input) =>
    [
        .. Encoding.UTF8.GetString(input.Parts[0]).Split('\n').Select(line => line.Split(": ", 2)).Where(parts => parts.Length == 2).Select(parts => (parts[0], parts[1])),
    ];

    private async Task<FuzzVerdict> SendAsync(string path, List<(string Name, string Value)> headers, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        foreach (var (name, value) in headers)
        {
            // What the client's own library refuses is not sent.
            _ = name == FrameGenerator.ContentType
                ? request.Content.Headers.TryAddWithoutValidation("Content-Type", value)
                : request.Headers.TryAddWithoutValidation(name, value);
        }

        // A call whose time is over is reset, whatever it was about to be told.
        var hasTimeout = headers.Exists(header => header.Name == "grpc-timeout");
        try
        {
            using var response = await http.SendAsync(request);
            await response.Content.ReadAsByteArrayAsync();
            return VerdictOf(response, hasTimeout);
        }
        catch (HttpRequestException reset) when (hasTimeout)
        {
            return new FuzzVerdict($"reset: {reset.HttpRequestError}");
        }
        catch (HttpRequestException unsent) when (unsent.InnerException is FormatException || unsent.Message.Contains("ASCII", StringComparison.Ordinal))
        {
            return new FuzzVerdict("not sent");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return new FuzzVerdict("broken off", $"the call broke off: {fault.Message} {fault.InnerException?.Message}");
        }
    }

    private static FuzzVerdict VerdictOf(HttpResponseMessage response, bool hasTimeout)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            var answer = $"HTTP {(int)response.StatusCode}";
            return new FuzzVerdict(answer, ProperHttp.Contains(response.StatusCode) ? null : $"the answer is {answer}");
        }

        var trailers = response.TrailingHeaders.Contains("grpc-status") ? response.TrailingHeaders : (HttpHeaders)response.Headers;
        if (!trailers.TryGetValues("grpc-status", out var told) || !int.TryParse(told.Single(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return new FuzzVerdict("no status", "the answer has no grpc-status");
        }

        var code = (StatusCode)number;
        var message = trailers.TryGetValues("grpc-message", out var texts) ? Uri.UnescapeDataString(texts.Single()) : "";
        var isProper = Proper.Contains(code) || (code == StatusCode.DeadlineExceeded && hasTimeout);
        return new FuzzVerdict(code.ToString(), isProper ? null : $"the call ended with {code}: {message}");
    }
}
