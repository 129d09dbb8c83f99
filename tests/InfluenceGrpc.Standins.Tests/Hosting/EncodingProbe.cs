namespace InfluenceGrpc.Standins.Tests.Hosting;

/// <summary>Keeps the grpc-encoding of the last response, which the client does not show to its caller.</summary>
internal sealed class EncodingProbe() : DelegatingHandler(new SocketsHttpHandler())
{
    internal string? ResponseEncoding { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        ResponseEncoding = response.Headers.TryGetValues("grpc-encoding", out IEnumerable<string>? values) ? values.Single() : null;
        return response;
    }
}
