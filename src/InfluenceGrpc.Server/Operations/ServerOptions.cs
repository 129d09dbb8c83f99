using System.Net;
using InfluenceGrpc.Server.Security;

namespace InfluenceGrpc.Server.Operations;

/// <summary>What the server is told at start. Bounds and meaning of each setting: <see cref="Settings"/>.</summary>
internal sealed record ServerOptions
{
    /// <summary>Where gRPC is served (HTTP/2). Port 0 takes any free port.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 5090);

    /// <summary>Where health alone is served, without TLS; null for nowhere.</summary>
    public IPEndPoint? HealthListen { get; init; }

    /// <summary>Calls as curl and browsers make them.</summary>
    public WebOptions Web { get; init; } = new();

    /// <summary>When connections are asked to end, so that clients connect anew; zero for never.</summary>
    public TimeSpan MaxConnectionAge { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Where calls are answered, each with the key of its setting.</summary>
    public IEnumerable<(string Key, IPEndPoint Listen)> Listening =>
        Web.Listen is { } web ? [("Server:Listen", Listen), ("Web:Listen", web)] : [("Server:Listen", Listen)];

    /// <summary>Folder with tier schemes of the deployment's own, one JSON file each; null where there is none.</summary>
    public string? TierSchemesFolder { get; init; }

    /// <summary>Id of the scheme that answers requests that name none.</summary>
    public string DefaultTierScheme { get; init; } = "harvard-media";

    /// <summary>Folder with fit models of the deployment's own, one JSON file each; null where there is none.</summary>
    public string? FitModelsFolder { get; init; }

    /// <summary>Id of the model that answers requests that name none.</summary>
    public string DefaultFitModel { get; init; } = "audience-fit-1";

    /// <summary>How profiles are kept.</summary>
    public ProfileOptions Profiles { get; init; } = new();

    /// <summary>Who may call.</summary>
    public SecurityOptions Security { get; init; } = new();

    /// <summary>What calls and streams may ask for.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>What the server tells of itself, and to whom.</summary>
    public TelemetryOptions Telemetry { get; init; } = new();
}
