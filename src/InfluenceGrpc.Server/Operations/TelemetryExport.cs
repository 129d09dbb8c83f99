using InfluenceGrpc.Server.Profiles;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace InfluenceGrpc.Server.Operations;

/// <summary>Sends metrics and traces, from start to stop. Registered only where they are to be sent.</summary>
/// <remarks>
/// Calls never wait for it: figures are kept in memory, spans wait in a queue that drops what does not fit, and threads of
/// the exporter's own send both. An endpoint that does not answer costs what was to be sent to it, and nothing else.
/// </remarks>
internal sealed class TelemetryExport(TelemetryOptions options, ILogger<TelemetryExport> logger) : IHostedService, IDisposable
{
    private const string ServiceName = "influence-grpc";

    // Of each kind. The server has stopped serving by then; whoever asked it to stop waits for this as well.
    private static readonly TimeSpan TimeForTheLast = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan TimeToSend = TimeSpan.FromSeconds(5);

    private MeterProvider? meters;
    private TracerProvider? traces;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateDefault().AddService(
            ServiceName,
            serviceVersion: ServerVersion.Current,
            autoGenerateServiceInstanceId: options.ServiceInstance is null,
            serviceInstanceId: options.ServiceInstance);
        meters = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Metrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddReader(new PeriodicExportingMetricReader(
                new OtlpMetricExporter(Otlp("v1/metrics")), (int)options.MetricsInterval.TotalMilliseconds, (int)TimeToSend.TotalMilliseconds))
            .Build();
        traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.TraceShare)))
            .AddSource("Microsoft.AspNetCore", StoreSpans.SourceName)
            .AddProcessor(new CallSpans())
            .AddProcessor(new BatchActivityExportProcessor(new OtlpTraceExporter(Otlp("v1/traces"))))
            .Build();
        Log.ExportingTelemetry(logger, options.OtlpEndpoint!);
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left. Blocks its thread for two seconds at most, at the end of the process: the library knows no other way.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        traces?.Shutdown((int)TimeForTheLast.TotalMilliseconds);
        meters?.Shutdown((int)TimeForTheLast.TotalMilliseconds);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        traces?.Dispose();
        meters?.Dispose();
    }

    private OtlpExporterOptions Otlp(string path) => new()
    {
        Endpoint = options.IsHttpProtobuf ? new($"{options.OtlpEndpoint!.AbsoluteUri.TrimEnd('/')}/{path}") : options.OtlpEndpoint!,
        Protocol = options.IsHttpProtobuf ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc,
        TimeoutMilliseconds = (int)TimeToSend.TotalMilliseconds,
    };
}
