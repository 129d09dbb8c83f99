using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace InfluenceGrpc.Interop.TestHost;

/// <summary>How Kestrel and gRPC are set up. The product's own set-up belongs here, so that the clients test it.</summary>
internal static class InteropHosting
{
    /// <summary>Listens on a loopback port, 0 for any; plain-text HTTP/2. Logs go to stderr, stdout is for the caller.</summary>
    internal static void Configure(WebApplicationBuilder builder, int port)
    {
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
    }
}
