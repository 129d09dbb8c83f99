namespace InfluenceGrpc.Client.Balancing;

/// <summary>
/// Makes a call that crosses the orderly end of its connection fail as one that never arrived, UNAVAILABLE, so that it is made again
/// as a whole: a unary call by the channel, a stream by its session. Two ways of the transport and the gRPC library say otherwise.
/// The transport sends such requests anew and asks the library for their bodies again, which then gives none: servers take the call
/// for a broken one (INTERNAL, "Incomplete message."). And where the connection ends in the very moment of sending, the library
/// reads the HTTP/2 code NO_ERROR as INTERNAL.
/// </summary>
internal sealed class SendOnceHandler(HttpMessageHandler transport) : DelegatingHandler(transport)
{
    // RFC 9113, 7.
    private const long NoError = 0;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            request.Content = new SendOnceContent(content);
        }

        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException fault) when (fault.InnerException is HttpProtocolException { ErrorCode: NoError })
        {
            // Without the fault as its cause: the library looks through causes for the code.
            throw new HttpRequestException(HttpRequestError.ConnectionError, fault.Message, new IOException(fault.Message));
        }
    }
}
