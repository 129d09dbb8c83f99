using System.Net;

namespace InfluenceGrpc.Server.Operations;

/// <summary>Where is served, and with which schemes and models.</summary>
internal static class ServingSettings
{
    /// <summary>In the order in which people are told of them.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        new("Server:Listen", "127.0.0.1:5090", "an address and a port in [0, 65535]",
            "Where gRPC is served. Port 0 takes any free port. An address that others can reach needs TLS, and Callers.",
            (options, text) => Endpoint(text) is not { } listen ? null
                : listen.Equals(options.Listen) ? options
                : options with { Listen = listen, Web = options.Web with { Listen = null } }),
        new("Server:HealthListen", "", "an address and a port in [1, 65535], or nothing",
            "Where grpc.health.v1 alone is answered, to everybody and without TLS, for probes that speak none, such as Kubernetes' own.",
            (options, text) => text.Length == 0 ? options with { HealthListen = null }
                : Endpoint(text) is { Port: > 0 } listen ? options with { HealthListen = listen } : null),
        Setting.OfTime(
            "Server:MaxConnectionAge", "00:30:00", TimeSpan.Zero, TimeSpan.FromDays(1),
            "When a connection is asked to end, a tenth more or less, so that its client connects anew and servers that joined get their share; calls under way go on. 0 for never.",
            (options, value) => options with { MaxConnectionAge = value }),
        new("Tiers:SchemesFolder", "", "a folder",
            "Tier schemes of your own, one JSON file each. A bad one stops the start.",
            (options, text) => options with { TierSchemesFolder = text.Length == 0 ? null : text }),
        new("Tiers:DefaultScheme", "harvard-media", "the id of a scheme",
            "Answers requests that name no scheme.",
            (options, text) => text.Length == 0 ? null : options with { DefaultTierScheme = text }),
        new("Fit:ModelsFolder", "", "a folder",
            "Fit models of your own, one JSON file each. A bad one stops the start.",
            (options, text) => options with { FitModelsFolder = text.Length == 0 ? null : text }),
        new("Fit:DefaultModel", "audience-fit-1", "the id of a fit model",
            "Answers requests that name no fit model.",
            (options, text) => text.Length == 0 ? null : options with { DefaultFitModel = text }),
    ];

    /// <summary>What is wrong with settings that are right one by one.</summary>
    public static IEnumerable<string> Faults(ServerOptions options)
    {
        if (options.HealthListen is { } health && health.Port == options.Listen.Port)
        {
            yield return $"Server:Listen and Server:HealthListen both have port {health.Port}: give each a port of its own.";
        }

        if (options.TierSchemesFolder is { } schemesFolder && !Directory.Exists(schemesFolder))
        {
            yield return $"Tiers:SchemesFolder is \"{schemesFolder}\"; there is no such folder.";
        }

        if (options.FitModelsFolder is { } modelsFolder && !Directory.Exists(modelsFolder))
        {
            yield return $"Fit:ModelsFolder is \"{modelsFolder}\"; there is no such folder.";
        }
    }

    /// <summary>Reads an address and a port; null where it is none.</summary>
    /// <remarks>An address alone is parsed too, with port 0, which nobody means.</remarks>
    public static IPEndPoint? Endpoint(string text) =>
        text.LastIndexOf(':') > text.LastIndexOf(']')
            && IPEndPoint.TryParse(text.Replace("localhost:", "127.0.0.1:", StringComparison.OrdinalIgnoreCase), out var listen)
                ? listen
                : null;
}
