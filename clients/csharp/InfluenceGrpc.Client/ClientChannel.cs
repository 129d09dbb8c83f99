using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using InfluenceGrpc.Client.Balancing;

namespace InfluenceGrpc.Client;

/// <summary>The channel of a client that has one of its own.</summary>
internal static class ClientChannel
{
    // As large as a message that servers take. By default a call above 1 MiB would not be tried again.
    private const int RetriedBytes = 8 * 1024 * 1024;

    public static GrpcChannel Open(ServerTarget target, InfluenceClientOptions options)
    {
        var channelOptions = new GrpcChannelOptions
        {
            ServiceConfig = UnaryRetries.ServiceConfig(options.Retry),
            MaxRetryBufferPerCallSize = RetriedBytes,
            MaxRetryBufferSize = 8 * RetriedBytes,

            // A server that is back is found within seconds; by default the pause grows to two minutes.
            InitialReconnectBackoff = TimeSpan.FromMilliseconds(200),
            MaxReconnectBackoff = TimeSpan.FromSeconds(5),
        };
        options.ConfigureChannel?.Invoke(channelOptions);
        if (channelOptions.HttpHandler is null && channelOptions.HttpClient is null)
        {
            channelOptions.HttpHandler = NewHandler(target);
            channelOptions.DisposeHttpClient = true;
        }

        return target.IsBalanced
            ? OpenBalanced(target, options, channelOptions)
            : GrpcChannel.ForAddress(target.Addresses[0], channelOptions);
    }

    private static GrpcChannel OpenBalanced(ServerTarget target, InfluenceClientOptions options, GrpcChannelOptions channelOptions)
    {
        channelOptions.ServiceProvider = new BalancingServices(target, options.TimeProvider, channelOptions.ServiceProvider);
        channelOptions.Credentials ??= target.IsEncrypted ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure;
        channelOptions.ServiceConfig ??= new ServiceConfig();
        if (channelOptions.ServiceConfig.LoadBalancingConfigs.Count == 0)
        {
            channelOptions.ServiceConfig.LoadBalancingConfigs.Add(new LoadBalancingConfig(ReplicaBalancerFactory.Policy));
        }

        var address = target.IsName ? target.Addresses[0] : new Uri($"{BalancingServices.ListScheme}:///servers");
        return GrpcChannel.ForAddress(address, channelOptions);
    }

    // Pings notice a server that is gone without a word, which a stream that waits would else not. Replicas that are balanced
    // here are reached directly: the library refuses to balance through a proxy.
    private static SendOnceHandler NewHandler(ServerTarget target) => new(new SocketsHttpHandler
    {
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromSeconds(20),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        UseProxy = !target.IsBalanced,
    });
}
