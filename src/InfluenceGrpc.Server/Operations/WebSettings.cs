namespace InfluenceGrpc.Server.Operations;

/// <summary>Calls as curl and browsers make them.</summary>
internal static class WebSettings
{
    private const string Nowhere = "none";

    /// <summary>In the order in which people are told of them.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        new("Web:Listen", "127.0.0.1:5091", "an address and a port in [0, 65535], or none",
            "Where unary calls are answered as JSON, for curl and browsers. Unless set, nowhere where Server:Listen is not its default.",
            (options, text) => text.Equals(Nowhere, StringComparison.OrdinalIgnoreCase) ? With(options, web => web with { Listen = null })
                : ServingSettings.Endpoint(text) is { } listen ? With(options, web => web with { Listen = listen }) : null),
        new("Web:AllowedHosts", "", "names of hosts, with commas between them, or nothing",
            "Names by which Web:Listen may be asked for beside localhost, where it is an address of this machine alone or the caller is on this machine and needs no key: other names are those of pages that would pass for ours.",
            (options, text) => Parts(text) is { } hosts && hosts.All(host => Uri.CheckHostName(host) != UriHostNameType.Unknown)
                ? With(options, web => web with { AllowedHosts = hosts }) : null),
        new("Web:AllowedOrigins", "", "origins such as https://console.example, with commas between them, or nothing",
            "Origins whose pages may call from a browser (CORS).",
            (options, text) => Parts(text) is { } origins && origins.All(IsOrigin) ? With(options, web => web with { AllowedOrigins = origins }) : null),
    ];

    /// <summary>What is wrong with settings that are right one by one.</summary>
    public static IEnumerable<string> Faults(ServerOptions options)
    {
        if (options.Web.Listen is not { Port: > 0 and var port })
        {
            yield break;
        }

        if (port == options.Listen.Port)
        {
            yield return $"Server:Listen and Web:Listen both have port {port}: give each a port of its own.";
        }

        if (port == options.HealthListen?.Port)
        {
            yield return $"Server:HealthListen and Web:Listen both have port {port}: give each a port of its own.";
        }
    }

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // As a browser sends it: no path, no slash at its end.
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", UserInfo: "" } && uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);

    private static ServerOptions With(ServerOptions options, Func<WebOptions, WebOptions> change) => options with { Web = change(options.Web) };
}
