using System.Net;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Interop.TestHost;

/// <summary>How Kestrel and gRPC are set up: with the product's own set-up, which is what the clients judge.</summary>
internal static class InteropHosting
{
    /// <summary>Listens on a loopback port, 0 for any. Logs go to stderr, stdout is for the caller.</summary>
    internal static void Configure(WebApplicationBuilder builder, int port)
    {
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var limits = new LimitOptions();
        builder.UseGrpcKestrel(new IPEndPoint(IPAddress.Loopback, port), limits);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddGrpcRuntime(limits);
    }
}
