using System.Net;
using System.Net.Http.Headers;

namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>A call whose message never comes to its end: all that is given is sent, and then nothing, until it is disposed of.</summary>
internal sealed class HalfMessage : HttpContent
{
    private readonly byte[] bytes;
    private readonly TaskCompletionSource sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HalfMessage(byte[] bytes)
    {
        this.bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
    }

    /// <summary>Completes when all of it is sent; never where the server does not take it.</summary>
    public Task Sent => sent.Task;

    /// <summary>Begins a call. The second task is its answer, which comes where the server ends the call by itself.</summary>
    public static (HalfMessage Message, Task<HttpResponseMessage> Answer) Begin(HttpClient http, Uri address, string path, byte[] bytes)
    {
        var message = new HalfMessage(bytes);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = message,
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        return (message, http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(bytes, cancellationToken);
        await stream.FlushAsync(cancellationToken);
        sent.TrySetResult();
        await over.Task.WaitAsync(cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        over.TrySetResult();
        base.Dispose(disposing);
    }
}
