using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Services;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace InfluenceGrpc.Server.Operations;

/// <summary>
/// A port that answers grpc.health.v1 and nothing else, to everybody and without TLS. Probes of Kubernetes speak no TLS and show no
/// certificate; were health asked where creators are, they would keep a deployment from encrypting.
/// </summary>
internal static class HealthPort
{
    // Probes connect, ask and leave. They are counted by themselves: neither they nor callers may crowd the other out.
    private const int MostConnections = 100;

    private static readonly Mark Marked = new();

    /// <summary>Listens on it, beside what is listened on already.</summary>
    public static void UseHealthPort(this WebApplicationBuilder builder, IPEndPoint listen) =>
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(listen, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http2;
            var services = endpoint.ApplicationServices;
            var connections = new BriefConnections(
                MostConnections, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<BriefConnections>>());
            endpoint.Use(next => connection => connections.ServeAsync(connection, next));
            endpoint.Use(next => connection =>
            {
                connection.Features.Set(Marked);
                return next(connection);
            });
        }));

    /// <summary>Middleware, after routing: whatever else is asked for there is not found, which gRPC clients take for UNIMPLEMENTED.</summary>
    /// <remarks>By the connection and not by its port number, which forwarding and free ports change.</remarks>
    public static Task PassAsync(HttpContext context, RequestDelegate next)
    {
        // Nor are watches answered there: connections to this port last for seconds, and a watch is meant to last.
        if (context.Features.Get<Mark>() is not null && !(CallMeter.RpcOf(context) is { Type: MethodType.Unary } rpc && rpc.ServiceName == Health.Descriptor.FullName))
        {
            context.SetEndpoint(null);
        }

        return next(context);
    }

    private sealed class Mark;
}
