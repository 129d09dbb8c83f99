using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InfluenceGrpc.Console.Tests;

/// <summary>Stands before a server as a proxy does: hands everything on, but of one rpc's answers only the first half, and then no more.</summary>
public sealed class StallingServer : IAsyncDisposable
{
    private readonly HttpClient client;
    private readonly string stalled;
    private readonly WebApplication app;

    private StallingServer(Uri server, string stalled)
    {
        client = new HttpClient { BaseAddress = server, Timeout = WatchedPage.Patience };
        this.stalled = stalled;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(HandOnAsync);
    }

    /// <summary>Where it is.</summary>
    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Begins to listen.</summary>
    /// <param name="server">Whom it asks.</param>
    /// <param name="stalled">The rpc whose answers never end.</param>
    public static async Task<StallingServer> StartAsync(Uri server, string stalled)
    {
        var started = new StallingServer(server, stalled);
        await started.app.StartAsync().WaitAsync(WatchedPage.Patience);
        return started;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    private async Task HandOnAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path.Value);
        if (HttpMethods.IsPost(context.Request.Method))
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.ContentType = new(context.Request.ContentType!);
        }

        using var answer = await client.SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (!context.Request.Path.Value!.EndsWith(stalled, StringComparison.Ordinal))
        {
            await context.Response.Body.WriteAsync(body);
            return;
        }

        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
        await context.Response.Body.FlushAsync();
        await Task.Delay(WatchedPage.Patience, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
