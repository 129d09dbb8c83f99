using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using InfluenceGrpc.Client.Balancing;
using InfluenceGrpc.Client.Security;

namespace InfluenceGrpc.Client;

/// <summary>The channel of a client that has one of its own.</summary>
internal static class ClientChannel
{
    // As large as a message that servers take. By default a call above 1 MiB would not be tried again.
    private const int RetriedBytes = 8 * 1024 * 1024;

    /// <summary>Opens it; nothing is sent yet.</summary>
    /// <param name="target">Where the servers are.</param>
    /// <param name="options">Those of the client alone: whether it speaks TLS is noted in them.</param>
    /// <exception cref="ArgumentException">Options do not go together, or with the address, or files cannot be used; every fault is named.</exception>
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
        var files = new TlsFiles(options.CertificateAuthorityFile, options.ClientCertificateFile, options.ClientCertificateKeyFile);
        var isEncrypted = target.IsEncrypted
            || (target.IsName && (files.Any || (channelOptions.Credentials is { } credentials && credentials != ChannelCredentials.Insecure)));
        options.IsEncrypted = isEncrypted;
        Check(target, options, channelOptions, files, isEncrypted);
        SocketsHttpHandler? own = null;
        if (channelOptions.HttpHandler is null && channelOptions.HttpClient is null)
        {
            own = NewHandler(target);
            channelOptions.HttpHandler = new SendOnceHandler(own);
            channelOptions.DisposeHttpClient = true;
        }

        var channel = target.IsBalanced
            ? OpenBalanced(target, options, channelOptions, isEncrypted)
            : GrpcChannel.ForAddress(target.Addresses[0], channelOptions);
        if (own is not null && isEncrypted)
        {
            new TlsConnector(files).Serve(own);
        }

        return channel;
    }

    private static void Check(
        ServerTarget target, InfluenceClientOptions options, GrpcChannelOptions channelOptions, TlsFiles files, bool isEncrypted)
    {
        List<string> faults = [.. ApiKeyRules.FaultsOf(options)];
        if (ApiKeyRules.FaultOf(target, options, isEncrypted) is { } exposed)
        {
            faults.Add(exposed);
        }

        if (files.Any && !isEncrypted)
        {
            faults.Add($"Certificates are for TLS, which {target} is not: write https://.");
        }

        if (files.Any && (channelOptions.HttpHandler is not null || channelOptions.HttpClient is not null))
        {
            faults.Add("Files of certificates are for the client's own handler: tell the one that ConfigureChannel sets of them there.");
        }

        files.Read(faults);
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', faults), paramName: null);
        }
    }

    private static GrpcChannel OpenBalanced(
        ServerTarget target, InfluenceClientOptions options, GrpcChannelOptions channelOptions, bool isEncrypted)
    {
        channelOptions.ServiceProvider = new BalancingServices(target, options.TimeProvider, channelOptions.ServiceProvider);
        channelOptions.Credentials ??= isEncrypted ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure;
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
    private static SocketsHttpHandler NewHandler(ServerTarget target) => new()
    {
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromSeconds(20),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        UseProxy = !target.IsBalanced,
    };
}
