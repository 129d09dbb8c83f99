using Grpc.AspNetCore.Server;
using Grpc.Core;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Services;

/// <summary>
/// Counts calls that end with an error, and streams while they last. Middleware and no interceptor: the gRPC library refuses
/// calls of its own accord (a message too large, a deadline passed) before or after interceptors have their turn.
/// </summary>
internal sealed class CallMeter(Metrics metrics)
{
    /// <summary>Middleware; must come after routing.</summary>
    public Task MeasureAsync(HttpContext context, RequestDelegate next) => RpcOf(context) switch
    {
        null => next(context),
        { Type: MethodType.Unary } when !metrics.IsRead => next(context),
        { Type: MethodType.ClientStreaming or MethodType.DuplexStreaming } rpc => MeasureStreamAsync(rpc, context, next),
        { } rpc => MeasureCallAsync(rpc, context, next),
    };

    /// <summary>The rpc that a request is for, as the contract spells it (requests may spell it in any case); null where it is for none.</summary>
    public static IMethod? RpcOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method;

    private async Task MeasureStreamAsync(IMethod rpc, HttpContext context, RequestDelegate next)
    {
        using var tally = new ChunkTally(metrics, rpc);
        context.Features.Set(tally);
        metrics.ChangeStreams(1);
        try
        {
            await MeasureCallAsync(rpc, context, next);
        }
        finally
        {
            metrics.ChangeStreams(-1);
        }
    }

    private async Task MeasureCallAsync(IMethod rpc, HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        finally
        {
            if (GrpcRefusal.Of(context) is { } refusal)
            {
                metrics.CountError(rpc, ErrorTrailers.ReasonOf(refusal), refusal.Code);
            }

            // The library's view of the call outlives it, with the status and trailers that were sent.
            else if (context.Features.Get<IServerCallContextFeature>()?.ServerCallContext is { } call && (int)call.Status.StatusCode != 0)
            {
                metrics.CountError(rpc, ErrorTrailers.ReasonOf(call.ResponseTrailers), (int)call.Status.StatusCode);
            }
        }
    }
}
