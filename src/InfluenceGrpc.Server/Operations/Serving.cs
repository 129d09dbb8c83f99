using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Profiles;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace InfluenceGrpc.Server.Operations;

/// <summary>The life of a server: start, be healthy, drain, stop.</summary>
internal static class Serving
{
    /// <summary>Serves until told to stop. Returns the process's exit code.</summary>
    public static async Task<int> RunAsync(WebApplication app)
    {
        try
        {
            await StartAsync(app);
        }
        catch (StoreStartException exception)
        {
            Console.Error.WriteLine($"The server cannot start: {exception.Message}");
            return 1;
        }
        catch (IOException exception)
        {
            // The address is taken, or not ours: people need the sentence, not the stack.
            Console.Error.WriteLine($"The server cannot start: {exception.Message} Name another with --listen ADDRESS:PORT or, for JSON, --Web:Listen ADDRESS:PORT.");
            return 1;
        }

        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Starts serving, and returns when calls are answered.</summary>
    public static async Task StartAsync(WebApplication app)
    {
        var options = app.Services.GetRequiredService<ServerOptions>();
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("InfluenceGrpc.Server");
        app.Lifetime.ApplicationStopping.Register(() => Log.Draining(logger, options.Limits.DrainTimeout));

        ProcessorPlaces.KeepThreadsForLightWork();

        // Made now: nobody may ever ask for health, and nobody asks for metrics.
        var health = app.Services.GetRequiredService<HealthBoard>();
        app.Services.GetRequiredService<Metrics>();
        if (app.Services.GetService<IProfileStore>() is { } store)
        {
            await store.StartAsync(app.Lifetime.ApplicationStopping);
        }

        await app.StartAsync();

        // Without the store, follower counts and profiles given in requests are classified all the same: only what lives
        // on the store follows it. Were the server as a whole to follow, one Redis would take every server down with it.
        health.AllServing(except: ServedContract.ProfileServiceName);
        app.Services.GetRequiredService<StoreAvailability>().Follow(up => health.Set(ServedContract.ProfileServiceName, up));
        var address = AddressOf(app);
        var schemes = app.Services.GetRequiredService<TierSchemeCatalog>();
        var models = app.Services.GetRequiredService<FitModelCatalog>();
        Log.Serving(
            logger, address, ServerVersion.Current, schemes.Schemes.Count, schemes.Default.Id, models.Models.Count, models.Default.Id);
        if (WebAddressOf(app) is { } web)
        {
            Log.ServingWeb(logger, web);
        }
    }

    /// <summary>Where a started server is reached, with the port it really has.</summary>
    public static string AddressOf(WebApplication app) => Addresses(app).First();

    /// <summary>Where it is reached as curl and browsers do; null for nowhere.</summary>
    public static string? WebAddressOf(WebApplication app) =>
        app.Services.GetRequiredService<ServerOptions>().Web.Listen is null ? null : Addresses(app).ElementAt(1);

    // In the order in which they are listened on: gRPC, web, health.
    private static ICollection<string> Addresses(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
}
