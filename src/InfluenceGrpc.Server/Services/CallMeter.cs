using Grpc.AspNetCore.Server;
using Grpc.Core;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Services;

/// <summary>
/// Counts calls that end, and streams while they last. No interceptor: the gRPC library refuses calls of its own accord (a message
/// too large, a deadline passed) before or after interceptors have their turn.
/// </summary>
internal sealed class CallMeter(Metrics metrics)
{
    /// <summary>Middleware; must come after routing. It watches streams; calls are counted by <see cref="NoteEnd"/>.</summary>
    public Task MeasureAsync(HttpContext context, RequestDelegate next) =>
        RpcOf(context) is { Type: MethodType.ClientStreaming or MethodType.DuplexStreaming } rpc ? MeasureStreamAsync(rpc, context, next) : next(context);

    /// <summary>The rpc that a request is for, as the contract spells it (requests may spell it in any case); null where it is for none.</summary>
    public static IMethod? RpcOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method;

    /// <summary>Notes that a call has ended, however it did.</summary>
    /// <remarks>Called by the gate, which waits for every call anyway: one more that waits would cost each an allocation.</remarks>
    public void NoteEnd(IMethod rpc, HttpContext context)
    {
        if (GrpcRefusal.Of(context) is { } refusal)
        {
            metrics.CountFailedCall(rpc, metrics.ReasonsAreRead ? ErrorTrailers.ReasonOf(refusal) : null, refusal.Code);
        }

        // The library's view of the call outlives it, with the status and trailers that were sent.
        else if (context.Features.Get<IServerCallContextFeature>()?.ServerCallContext is { } call && (int)call.Status.StatusCode != 0)
        {
            metrics.CountFailedCall(
                rpc, metrics.ReasonsAreRead ? ErrorTrailers.ReasonOf(call.ResponseTrailers) : null, (int)call.Status.StatusCode);
        }
        else
        {
            metrics.CountCall(rpc);
        }
    }

    private async Task MeasureStreamAsync(IMethod rpc, HttpContext context, RequestDelegate next)
    {
        using var tally = new ChunkTally(metrics, rpc);
        context.Features.Set(tally);
        metrics.ChangeStreams(1);
        try
        {
            await next(context);
        }
        finally
        {
            metrics.ChangeStreams(-1);
        }
    }
}
