using System.Diagnostics;
using System.Globalization;
using InfluenceGrpc.Server.Contract;
using OpenTelemetry;
using static System.Diagnostics.ActivityStatusCode;

namespace InfluenceGrpc.Server.Operations;

/// <summary>
/// Names the spans of calls by their rpc, as OpenTelemetry's conventions want them. The web framework makes them and the
/// gRPC library notes rpc and status in its own words; here, and not in each call, so that a call nobody traces does not pay.
/// </summary>
internal sealed class CallSpans : BaseProcessor<Activity>
{
    // The library's words.
    private const string MethodTag = "grpc.method";
    private const string StatusTag = "grpc.status_code";

    // The server's fault by the conventions: UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS.
    private static readonly int[] ServerFaults = [2, 4, 12, 13, 14, 15];

    // A request may spell its path in any case; a span is named as the contract spells it.
    private static readonly Dictionary<string, (string Service, string Method)> Rpcs = ServedContract.Services
        .SelectMany(service => service.Methods.Select(method => (service.FullName, method.Name)))
        .ToDictionary(rpc => $"/{rpc.FullName}/{rpc.Name}", rpc => rpc, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        if (data.Kind != ActivityKind.Server || data.GetTagItem(MethodTag) is not string path || !Rpcs.TryGetValue(path, out var rpc))
        {
            return;
        }

        data.DisplayName = $"{rpc.Service}/{rpc.Method}";
        data.SetTag("rpc.system", "grpc");
        data.SetTag("rpc.service", rpc.Service);
        data.SetTag("rpc.method", rpc.Method);
        data.SetTag(MethodTag, null);
        if (int.TryParse(data.GetTagItem(StatusTag) as string, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            data.SetTag(StatusTag, null);
            data.SetTag("rpc.grpc.status_code", status);
            if (ServerFaults.Contains(status))
            {
                data.SetStatus(Error);
            }
        }
    }
}
