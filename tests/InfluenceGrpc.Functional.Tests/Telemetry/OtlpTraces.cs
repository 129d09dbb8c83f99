using Grpc.Core;
using Opentelemetry.Proto.Collector.Trace.V1;

namespace InfluenceGrpc.Functional.Tests.Telemetry;

/// <summary>Takes traces over gRPC.</summary>
internal sealed class OtlpTraces(OtlpReceiver receiver) : TraceService.TraceServiceBase
{
    public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context)
    {
        receiver.Take(request);
        return Task.FromResult(new ExportTraceServiceResponse());
    }
}
