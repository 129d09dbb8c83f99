using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InfluenceGrpc.Client.Tests.Scripted;

/// <summary>A gRPC server on real Kestrel that breaks off as its script says.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private ScriptedServer(WebApplication app, Script script, ProfileScript profiles, FitScript fits)
    {
        this.app = app;
        Script = script;
        Profiles = profiles;
        Fits = fits;
        Address = app.Urls.Single();
    }

    public Script Script { get; }

    public ProfileScript Profiles { get; }

    public FitScript Fits { get; }

    public string Address { get; }

    public static async Task<ScriptedServer> StartAsync()
    {
        var script = new Script();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        var profiles = new ProfileScript();
        builder.Services.AddSingleton(script);
        var fits = new FitScript();
        builder.Services.AddSingleton(profiles);
        builder.Services.AddSingleton(fits);
        builder.Services.AddGrpc();
        var built = builder.Build();
        built.MapGrpcService<ScriptedTierService>();
        built.MapGrpcService<ScriptedProfileService>();
        built.MapGrpcService<ScriptedFitService>();
        built.MapGrpcService<ScriptedCampaignService>();
        built.MapGrpcService<ScriptedInfoService>();
        await built.StartAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return new ScriptedServer(built, script, profiles, fits);
    }

    /// <summary>A client that does not dawdle between attempts.</summary>
    public InfluenceClient Connect(Action<RetryOptions>? adjust = null)
    {
        var retry = new RetryOptions
        {
            InitialBackoff = TimeSpan.FromMilliseconds(1),
            MaxBackoff = TimeSpan.FromMilliseconds(5),
            Seed = 1,
        };
        adjust?.Invoke(retry);
        return InfluenceClient.Connect(Address, new InfluenceClientOptions { Retry = retry });
    }

    public async ValueTask DisposeAsync()
    {
        Script.Hold.TrySetResult();
        using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(impatient.Token);
        await app.DisposeAsync();
    }
}
