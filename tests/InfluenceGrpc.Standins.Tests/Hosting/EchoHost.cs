using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using InfluenceGrpc.Standins.Tests.Protos;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InfluenceGrpc.Standins.Tests.Hosting;

/// <summary>The official server on a real Kestrel, and the official client connected to it.</summary>
internal sealed class EchoHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ErrorLog _log;

    private EchoHost(WebApplication app, ErrorLog log)
    {
        _app = app;
        _log = log;
        Channel = GrpcChannel.ForAddress(app.Urls.Single());
    }

    internal GrpcChannel Channel { get; }

    internal Echo.EchoClient Client => new(Channel);

    internal static async Task<EchoHost> StartAsync(Action<GrpcServiceOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var log = new ErrorLog();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(configure ?? (_ => { }));
        services?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        app.MapGrpcService<EchoService>();
        await app.StartAsync().WaitAsync(Limits.Wait);
        return new EchoHost(app, log);
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _app.StopAsync().WaitAsync(Limits.Wait);
        await _app.DisposeAsync();
        _log.Dispose();
        Assert.Empty(_log.Errors);
    }
}
