using System.Net;
using InfluenceGrpc.Server.Connect;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace InfluenceGrpc.Server.Operations;

/// <summary>
/// A port for whoever does not speak gRPC: HTTP/1.1, and with TLS HTTP/2 too. The same calls are answered there as on the port of gRPC,
/// to the same callers.
/// </summary>
internal static class WebPort
{
    private static readonly Mark Marked = new();

    /// <summary>Listens on it, beside what is listened on already.</summary>
    /// <param name="builder">The host's.</param>
    /// <param name="listen">The address.</param>
    /// <param name="maxConnectionAge">When connections are asked to end; zero for never.</param>
    /// <param name="isEncrypted">Whether there are certificates.</param>
    public static void UseWebPort(this WebApplicationBuilder builder, IPEndPoint listen, TimeSpan maxConnectionAge, bool isEncrypted) =>
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(listen, endpoint =>
        {
            // Without TLS there is nothing to agree on HTTP/2 with.
            endpoint.Protocols = isEncrypted ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1;
            endpoint.BoundConnections(maxConnectionAge);
            if (isEncrypted)
            {
                var certificates = kestrel.ApplicationServices.GetRequiredService<ServerCertificates>();
                endpoint.Encrypt(() => certificates.ForWeb);
            }

            endpoint.Use(next => connection =>
            {
                connection.Features.Set(Marked);
                return next(connection);
            });
        }));

    /// <summary>Whether a request came in there. By its connection and not by a port number, which forwarding and free ports change.</summary>
    public static bool IsOf(HttpContext context) => context.Features.Get<Mark>() is not null;

    /// <summary>Middleware, before all others: turns away what asks for another host.</summary>
    /// <remarks>
    /// A page of anybody's can have its own name resolved to 127.0.0.1 and then read what is answered there, since for the browser that is
    /// the page's own host. Where callers must show a key, that page has none; where those of this machine need none, it would need none.
    /// </remarks>
    /// <param name="options">Where it is listened on, and under which names.</param>
    /// <param name="allowsAnonymous">Whether callers of this machine need not say who they are.</param>
    public static Func<HttpContext, RequestDelegate, Task> Guard(WebOptions options, bool allowsAnonymous)
    {
        var isLocal = options.Listen is { } listen && IPAddress.IsLoopback(listen.Address);
        return (context, next) =>
        {
            var host = context.Request.Host.Host;
            var isGuarded = IsOf(context) && (isLocal || (allowsAnonymous && CallerFinder.IsLocal(context)));
            return !isGuarded || IsThisMachine(host) || options.AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase)
                ? next(context)
                : ConnectProtocol.RefuseAsync(context, Errors.HostUnknown(), StatusCodes.Status421MisdirectedRequest);
        };
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private sealed class Mark;
}
