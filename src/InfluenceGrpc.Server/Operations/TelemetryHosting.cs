using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Services;

namespace InfluenceGrpc.Server.Operations;

/// <summary>How the server is watched: log lines, metrics and traces.</summary>
internal static class TelemetryHosting
{
    private const string UtcTime = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Adds what counts, what sends, and the form of log lines.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, TelemetryOptions options)
    {
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(_ => new ServerActivity(ServedContract.Services));
        builder.Services.AddSingleton<Metrics>();
        builder.Services.AddSingleton<CallMeter>();
        builder.Services.AddSingleton<ItemCounter>();
        if (options.OtlpEndpoint is not null)
        {
            builder.Services.AddHostedService<TelemetryExport>();
        }

        if (options.LogsAsJson)
        {
            builder.Logging.AddJsonConsole(console =>
            {
                console.UseUtcTimestamp = true;
                console.TimestampFormat = UtcTime;

                // The framework's scopes: the trace, and the path of the call.
                console.IncludeScopes = true;
            });
        }
    }
}
