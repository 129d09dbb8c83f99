using System.IO.Compression;
using System.Net;
using System.Net.Security;
using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Model;
using Grpc.Net.Compression;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Security;
using InfluenceGrpc.Server.Services;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InfluenceGrpc.Server.Operations;

/// <summary>How gRPC is hosted: shared by the server and by the host that the official interop client judges.</summary>
internal static class GrpcHosting
{
    // Bytes a second, as Kestrel has it by default. Its grace period is what counts: see where it is set.
    private const double LeastRead = 240;

    // Of a stream, by HTTP/2's flow control: a chunk or two as our clients cut them, and 25 MB/s where an answer takes 10 ms.
    private const int UnreadBytes = 256 * 1024;

    // Kestrel takes no shorter ones than a second.
    private static readonly TimeSpan ShortestPatience = TimeSpan.FromSeconds(2);

    /// <summary>Sets Kestrel up for gRPC on one address.</summary>
    /// <param name="builder">The host's.</param>
    /// <param name="listen">The address.</param>
    /// <param name="limits">What bounds slow readers.</param>
    /// <param name="maxConnectionAge">When connections are asked to end; zero for never.</param>
    /// <param name="tls">How its connections are encrypted; null where they are not.</param>
    public static void UseGrpcKestrel(
        this WebApplicationBuilder builder, IPEndPoint listen, LimitOptions limits, TimeSpan maxConnectionAge = default, TlsOptions? tls = null) =>
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Streams may last for any time, carry any number of bytes, and be as slow as their client: the defaults
            // (30 MB, 240 bytes a second either way) would end healthy ones. Streams end by inactivity instead. For what
            // streams send, the gRPC library lifts the rate by itself, call by call; unary calls keep it, so that one
            // half-sent does not stay for ever.
            kestrel.Limits.MaxRequestBodySize = null;

            // An answer that its client does not read lies in the server when its call is long over, and a connection may have a
            // hundred of them. Whoever takes nothing for twice as long as a stream may lie still has no stream left that is alive: the
            // connection is ended. Every write begins that time anew, so a client that reads slowly, or pauses, is not concerned.
            kestrel.Limits.MinResponseDataRate = new MinDataRate(LeastRead, Longer(2 * limits.StreamInactivity, ShortestPatience));

            // What a stream has sent beyond what is read of it lies here, uncounted: each of hundreds may have as much.
            kestrel.Limits.Http2.InitialStreamWindowSize = UnreadBytes;

            // Finds connections whose peer vanished without a word.
            kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
            kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);

            kestrel.Listen(listen, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http2;

                endpoint.BoundConnections(maxConnectionAge);
                if (tls is not null)
                {
                    endpoint.UseCertificates(kestrel.ApplicationServices.GetRequiredService<ServerCertificates>());
                }
            });
        });

    /// <summary>Bounds how many connections there are, and how old they become. Before TLS: a handshake costs more than all that comes before it.</summary>
    public static void BoundConnections(this ListenOptions endpoint, TimeSpan maxConnectionAge)
    {
        var places = endpoint.ApplicationServices.GetRequiredService<ConnectionPlaces>();
        endpoint.Use(next => connection => places.ServeAsync(connection, next));
        if (maxConnectionAge > TimeSpan.Zero)
        {
            var age = new ConnectionAge(maxConnectionAge, endpoint.ApplicationServices.GetRequiredService<TimeProvider>(), Random.Shared);
            endpoint.Use(next => connection => age.ServeAsync(connection, next));
        }
    }

    /// <summary>Encrypts connections.</summary>
    /// <param name="endpoint">Where they come in.</param>
    /// <param name="offer">What the next of them is made with.</param>
    public static void Encrypt(this ListenOptions endpoint, Func<SslServerAuthenticationOptions> offer) =>
        endpoint.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = TimeSpan.FromSeconds(10),
            OnConnection = _ => ValueTask.FromResult(offer()),
        });

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static void UseCertificates(this ListenOptions endpoint, ServerCertificates certificates)
    {
        endpoint.Encrypt(() => certificates.ForGrpc);

        // Whoever has not agreed on HTTP/2 is sent away here: Kestrel would log each as an error, and anybody can be many.
        endpoint.Use(next => connection =>
            SpeaksHttp2(connection) ? next(connection) : Task.CompletedTask);
    }

    private static bool SpeaksHttp2(ConnectionContext connection) =>
        connection.Features.Get<ITlsApplicationProtocolFeature>()?.ApplicationProtocol.Span.SequenceEqual(SslApplicationProtocol.Http2.Protocol.Span) ?? false;

    /// <summary>Adds the gRPC runtime with our limits and the edge of every call.</summary>
    public static void AddGrpcRuntime(this IServiceCollection services, LimitOptions limits)
    {
        services.TryAddSingleton(limits);
        services.AddSingleton<Drain>();
        services.AddSingleton(provider => new CallEdge(
            provider.GetRequiredService<Drain>(),
            provider.GetRequiredService<ProcessorPlaces>(),
            provider.GetService<ItemCounter>(),
            provider.GetRequiredService<ILogger<CallEdge>>()));
        services.AddSingleton<ProcessorPlaces>();
        services.AddSingleton(provider => new ConnectionPlaces(
            limits.MaxConnections, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ConnectionPlaces>>()));
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = limits.MaxMessageBytes;

            // Answers keep below LimitOptions.MaxAnswerBytes by their own limits.
            grpc.MaxSendMessageSize = null;
            grpc.EnableDetailedErrors = false;
            grpc.CompressionProviders =
            [
                new CheckedCompression(new GzipCompressionProvider(CompressionLevel.Fastest)),
                new CheckedCompression(new DeflateCompressionProvider(CompressionLevel.Fastest)),
            ];
        })
        .AddServiceOptions<HealthService>(Small)
        .AddServiceOptions<ReflectionService>(Small)
        .AddServiceOptions<ReflectionAlphaService>(Small);
        services.RemoveAll(typeof(IServiceMethodProvider<>));
        services.AddSingleton(typeof(IServiceMethodProvider<>), typeof(ContractMethodProvider<>));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = limits.DrainTimeout);

        static void Small<TService>(GrpcServiceOptions<TService> grpc)
            where TService : class => grpc.MaxReceiveMessageSize = LimitOptions.MaxQuestionBytes;
    }
}
