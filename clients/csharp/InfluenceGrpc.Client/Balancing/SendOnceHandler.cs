namespace InfluenceGrpc.Client.Balancing;

/// <summary>
/// Keeps the transport from sending a request's body twice. When a server ends a connection in order, the transport sends the
/// requests that crossed its word anew on another connection, and asks the gRPC library for their bodies again, which then gives
/// none: servers take such a call for a broken one (INTERNAL, "Incomplete message."). Here it fails as one that never arrived,
/// and is made again as a whole: a unary call by the channel, a stream by its session.
/// </summary>
internal sealed class SendOnceHandler(HttpMessageHandler transport) : DelegatingHandler(transport)
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            request.Content = new SendOnceContent(content);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
