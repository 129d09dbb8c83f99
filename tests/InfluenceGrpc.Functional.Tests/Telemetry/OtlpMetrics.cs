using Grpc.Core;
using Opentelemetry.Proto.Collector.Metrics.V1;

namespace InfluenceGrpc.Functional.Tests.Telemetry;

/// <summary>Takes metrics over gRPC.</summary>
internal sealed class OtlpMetrics(OtlpReceiver receiver) : MetricsService.MetricsServiceBase
{
    public override Task<ExportMetricsServiceResponse> Export(ExportMetricsServiceRequest request, ServerCallContext context)
    {
        receiver.Take(request);
        return Task.FromResult(new ExportMetricsServiceResponse());
    }
}
