using Grpc.Net.Client;

namespace InfluenceGrpc.Client;

/// <summary>The channel of a client that has one of its own.</summary>
internal static class ClientChannel
{
    public static GrpcChannel Open(Uri address, InfluenceClientOptions options)
    {
        var channelOptions = new GrpcChannelOptions { ServiceConfig = UnaryRetries.ServiceConfig(options.Retry) };
        options.ConfigureChannel?.Invoke(channelOptions);
        if (channelOptions.HttpHandler is null && channelOptions.HttpClient is null)
        {
            // Pings notice a server that is gone without a word, which a stream that waits would else not.
            channelOptions.HttpHandler = new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                KeepAlivePingDelay = TimeSpan.FromSeconds(20),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
                ConnectTimeout = TimeSpan.FromSeconds(5),
            };
            channelOptions.DisposeHttpClient = true;
        }

        return GrpcChannel.ForAddress(address, channelOptions);
    }
}
