using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Opentelemetry.Proto.Trace.V1;
using OtlpStatus = Opentelemetry.Proto.Trace.V1.Status;

namespace InfluenceGrpc.Functional.Tests.Telemetry;

/// <summary>Traces as a collector sees them.</summary>
[Collection(ObservedServers.Name)]
public sealed class TracesTests(ObservedServer observed)
{
    private readonly OtlpReceiver received = observed.Received;

    [Fact]
    public void UnaryCall_TracedByItsCaller_IsASpanBelowTheCallers()
    {
        var span = Assert.Single(SpansOf(EveryKindOfCall.TraceOfUnary));

        Assert.Equal("influence.v1.TierService/ClassifyTier", span.Name);
        Assert.Equal(Span.Types.SpanKind.Server, span.Kind);
        Assert.Equal(EveryKindOfCall.CallersSpan, Hex(span.ParentSpanId));
        AssertTags(span, ("rpc.system", "grpc"), ("rpc.service", "influence.v1.TierService"), ("rpc.method", "ClassifyTier"), ("rpc.grpc.status_code", "0"));
    }

    [Fact]
    public void Lookup_InTheEmbeddedStore_HasAStoreSpanBelowItsCall()
    {
        var spans = SpansOf(EveryKindOfCall.TraceOfLookup);
        var call = Assert.Single(spans, span => span.Kind == Span.Types.SpanKind.Server);
        var store = Assert.Single(spans, span => span.Kind == Span.Types.SpanKind.Client);

        Assert.Equal("influence.v1.ProfileService/LookupProfiles", call.Name);
        Assert.Equal("store read", store.Name);
        Assert.Equal(call.SpanId, store.ParentSpanId);
        AssertTags(store, ("influence.store.operation", "read"), ("influence.store.keys", "2"), ("influence.store.outcome", "ok"));
        Assert.InRange(store.StartTimeUnixNano, call.StartTimeUnixNano, call.EndTimeUnixNano);
    }

    [Fact]
    public void FailedCall_ByItsCallersFault_TellsItsStatus()
    {
        var span = Assert.Single(SpansOf(EveryKindOfCall.TraceOfFailure));

        AssertTags(span, ("rpc.method", "ClassifyTier"), ("rpc.grpc.status_code", "3"));
        Assert.NotEqual(OtlpStatus.Types.StatusCode.Error, span.Status?.Code ?? OtlpStatus.Types.StatusCode.Unset);
    }

    [Fact]
    public void Stream_WithAnIdInIt_IsOneSpanWithAStoreSpanBelow()
    {
        var spans = SpansOf(EveryKindOfCall.TraceOfStream);
        var call = Assert.Single(spans, span => span.Kind == Span.Types.SpanKind.Server);

        Assert.Equal("influence.v1.TierService/StreamClassifyTiers", call.Name);
        Assert.Equal(call.SpanId, Assert.Single(spans, span => span.Name == "store read").ParentSpanId);
        Assert.Equal(2, spans.Length);
    }

    [Fact]
    public void Call_ThatItsCallerDoesNotRecord_IsNotSent()
    {
        Assert.Empty(SpansOf(EveryKindOfCall.TraceNotRecorded));
        Assert.NotEmpty(received.Spans);
    }

    [Fact]
    public void Call_WithAPathInOtherLetters_IsNamedAsInTheContract()
    {
        // The traced one, the refused one, the malformed one and the one in other letters.
        Assert.Equal(4, received.Spans.Count(span => span.Name == "influence.v1.TierService/ClassifyTier"));
        Assert.DoesNotContain(received.Spans, span => span.Name.Contains("tierservice", StringComparison.Ordinal));
    }

    [Fact]
    public void Export_AllBytes_HoldNothingOfARequest()
    {
        var all = received.Bytes.Select(Encoding.UTF8.GetString).ToArray();

        Assert.Contains(all, text => text.Contains("LookupProfiles", StringComparison.Ordinal));
        Assert.All(EveryKindOfCall.Secrets, secret => Assert.DoesNotContain(all, text => text.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task InternalError_TracedByItsCaller_CarriesTheCallersTraceId()
    {
        await using var server = await RunningServer.StartAsync(
            builder => builder.Services.AddSingleton<IProfileStore>(new BrokenStore()));
        server.ExpectsErrors = true;

        var status = await Refused.ByAsync(() => new ProfileService.ProfileServiceClient(server.Channel).GetProfileAsync(
            new() { CreatorId = "anybody" },
            new Metadata { { "traceparent", $"00-{EveryKindOfCall.TraceOfFailure}-{EveryKindOfCall.CallersSpan}-00" } }).ResponseAsync);

        Assert.Equal("INTERNAL", status.Reason());
        Assert.Equal(EveryKindOfCall.TraceOfFailure, status.ReasonMetadata()["trace_id"]);
        Assert.Contains(EveryKindOfCall.TraceOfFailure, Assert.Single(server.LoggedErrors), StringComparison.Ordinal);
    }

    private Span[] SpansOf(string trace) => [.. received.Spans.Where(span => Hex(span.TraceId) == trace)];

    private static void AssertTags(Span span, params (string Key, string Value)[] expected)
    {
        var tags = OtlpReceiver.TagsOf(span.Attributes);
        Assert.All(expected, tag => Assert.Equal(tag.Value, tags[tag.Key]));
    }

    private static string Hex(ByteString bytes) => Convert.ToHexStringLower(bytes.Span);

    private sealed class BrokenStore : IProfileStore
    {
        public bool HasReplicas => false;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask ReadAsync(ReadOnlyMemory<string> creatorIds, Memory<ProfileRead> reads, StoreCall call) =>
            throw new InvalidOperationException("The store is broken on purpose.");

        public ValueTask WriteAsync(ReadOnlyMemory<ProfileWrite> writes, Memory<WriteResult> results, int minReplicas, StoreCall call) =>
            throw new InvalidOperationException("The store is broken on purpose.");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
