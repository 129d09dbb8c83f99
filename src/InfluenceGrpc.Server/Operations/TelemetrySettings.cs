using System.Globalization;

namespace InfluenceGrpc.Server.Operations;

/// <summary>What the server tells of itself, and to whom.</summary>
internal static class TelemetrySettings
{
    private const string Grpc = "grpc";
    private const string HttpProtobuf = "http/protobuf";
    private const int MaxInstanceLength = 128;

    /// <summary>In the order in which people are told of them.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        new("Telemetry:OtlpEndpoint", "", "an http or https address without user or query",
            "Where metrics and traces are sent (OpenTelemetry, OTLP), such as http://127.0.0.1:4317; without it, nowhere.",
            (options, text) => text.Length == 0 ? With(options, telemetry => telemetry with { OtlpEndpoint = null })
                : Endpoint(text) is { } endpoint ? With(options, telemetry => telemetry with { OtlpEndpoint = endpoint })
                : null),
        new("Telemetry:OtlpProtocol", Grpc, $"{Grpc} or {HttpProtobuf}",
            "How they are sent. Over http/protobuf the paths v1/metrics and v1/traces are added to the address.",
            (options, text) => text is Grpc or HttpProtobuf
                ? With(options, telemetry => telemetry with { IsHttpProtobuf = text == HttpProtobuf })
                : null),
        Setting.OfTime("Telemetry:MetricsInterval", "00:00:30", TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1),
            "How often metrics are sent.",
            (options, value) => With(options, telemetry => telemetry with { MetricsInterval = value })),
        new("Telemetry:TraceShare", "0.01", "a number in [0, 1]",
            "Share of calls traced among those whose caller traces nothing; where the caller does, the caller decides.",
            (options, text) => Share(text) is { } share ? With(options, telemetry => telemetry with { TraceShare = share }) : null),
        new("Telemetry:ServiceInstance", "", $"up to {MaxInstanceLength} printable ASCII characters",
            "What tells this server from others in metrics and traces; without it, an id drawn at each start.",
            (options, text) => text.Length <= MaxInstanceLength && text.All(c => c is >= ' ' and <= '~')
                ? With(options, telemetry => telemetry with { ServiceInstance = text.Length == 0 ? null : text })
                : null),
        new("Logging:Format", "text", "text or json",
            "How log lines are written: for people, or as one JSON object a line with times in UTC.",
            (options, text) => text is "text" or "json" ? With(options, telemetry => telemetry with { LogsAsJson = text == "json" }) : null),
    ];

    private static ServerOptions With(ServerOptions options, Func<TelemetryOptions, TelemetryOptions> change) =>
        options with { Telemetry = change(options.Telemetry) };

    private static Uri? Endpoint(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0
                ? address
                : null;

    private static double? Share(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share : null;
}
