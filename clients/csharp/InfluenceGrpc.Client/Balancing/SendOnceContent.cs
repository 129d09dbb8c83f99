using System.Net;

namespace InfluenceGrpc.Client.Balancing;

/// <summary>A request's body that goes out once; see <see cref="SendOnceHandler"/>.</summary>
internal sealed class SendOnceContent : HttpContent
{
    private readonly HttpContent body;
    private int sent;

    public SendOnceContent(HttpContent body)
    {
        this.body = body;
        foreach (var (name, values) in body.Headers)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref sent, 1) == 0
            ? body.CopyToAsync(stream, context, cancellationToken)
            : throw new IOException("The server ended the connection before it took the call.");

    // Of messages that are written as they come, nobody knows.
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
        }

        base.Dispose(disposing);
    }
}
