using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Opentelemetry.Proto.Collector.Metrics.V1;
using Opentelemetry.Proto.Collector.Trace.V1;
using Opentelemetry.Proto.Common.V1;
using Opentelemetry.Proto.Metrics.V1;
using Opentelemetry.Proto.Trace.V1;

namespace InfluenceGrpc.Functional.Tests.Telemetry;

/// <summary>What a collector is to the server: takes OTLP over gRPC and over HTTP, and keeps all of it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ExportMetricsServiceRequest> metrics = new();
    private readonly ConcurrentQueue<ExportTraceServiceRequest> traces = new();

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        app = builder.Build();
        app.MapGrpcService<OtlpMetrics>();
        app.MapGrpcService<OtlpTraces>();
        app.MapPost("/v1/metrics", async (HttpContext context) => Take(ExportMetricsServiceRequest.Parser.ParseFrom(await BodyAsync(context))));
        app.MapPost("/v1/traces", async (HttpContext context) => Take(ExportTraceServiceRequest.Parser.ParseFrom(await BodyAsync(context))));
    }

    /// <summary>Where OTLP over gRPC is taken.</summary>
    public string GrpcAddress => Addresses[0];

    /// <summary>Where OTLP over HTTP is taken.</summary>
    public string HttpAddress => Addresses[1];

    /// <summary>Everything that came, as bytes; fields that the messages here do not know are in it.</summary>
    public IEnumerable<byte[]> Bytes => metrics.Select(message => message.ToByteArray()).Concat(traces.Select(message => message.ToByteArray()));

    /// <summary>Everything about the senders that came with metrics and spans.</summary>
    public IEnumerable<Dictionary<string, string>> Resources => metrics.SelectMany(message => message.ResourceMetrics).Select(part => part.Resource)
        .Concat(traces.SelectMany(message => message.ResourceSpans).Select(part => part.Resource))
        .Select(resource => TagsOf(resource.Attributes));

    /// <summary>All spans so far.</summary>
    public IReadOnlyList<Span> Spans =>
        [.. traces.SelectMany(message => message.ResourceSpans).SelectMany(part => part.ScopeSpans).SelectMany(scope => scope.Spans)];

    /// <summary>All metrics so far, with the names of their meters, in the order in which they came.</summary>
    public IReadOnlyList<(string Meter, Metric Metric)> Metrics =>
        [.. metrics.SelectMany(message => message.ResourceMetrics).SelectMany(part => part.ScopeMetrics)
            .SelectMany(scope => scope.Metrics.Select(metric => (scope.Scope.Name, metric)))];

    private string[] Addresses => [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    public static Dictionary<string, string> TagsOf(IEnumerable<KeyValue> attributes) => attributes.ToDictionary(
        tag => tag.Key,
        tag => tag.Value.ValueCase == AnyValue.ValueOneofCase.StringValue ? tag.Value.StringValue : tag.Value.IntValue.ToString(),
        StringComparer.Ordinal);

    /// <summary>The points of a metric with their tags; of a histogram, how often it was told of.</summary>
    public static IEnumerable<(Dictionary<string, string> Tags, long Value)> PointsOf(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Select(point => (TagsOf(point.Attributes), (long)point.Count)),
        Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Select(point => (TagsOf(point.Attributes), point.AsInt)),
        _ => metric.Sum.DataPoints.Select(point => (TagsOf(point.Attributes), point.AsInt)),
    };

    /// <summary>The last value of a metric under some tags; null where it never had one.</summary>
    public long? Last(string name, params string[] tags)
    {
        long? last = null;
        foreach (var (_, metric) in Metrics.Where(entry => entry.Metric.Name == name))
        {
            foreach (var (found, value) in PointsOf(metric))
            {
                last = tags.All(found.ContainsValue) ? value : last;
            }
        }

        return last;
    }

    public void Take(ExportMetricsServiceRequest message) => metrics.Enqueue(message);

    public void Take(ExportTraceServiceRequest message) => traces.Enqueue(message);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await app.DisposeAsync();
    }

    private static async Task<byte[]> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }
}
