using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Security;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Services;

/// <summary>
/// The edge of every call: holds unary calls to their caller's rate, and turns what escapes a call into a status. A fault of ours
/// is logged here, once, and the caller is told no more than where to find it.
/// </summary>
internal sealed class CallEdge(Drain drain, ProcessorPlaces processors, ILogger<CallEdge> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (Caller.Of(context.GetHttpContext()) is { } caller && caller.Rate.Take(ItemCount.Of(request)) is { } retryAfter)
        {
            throw Errors.RateExceeded(caller.Name, retryAfter).ToException();
        }

        try
        {
            return CallMeter.RpcOf(context.GetHttpContext()) is { } rpc && MethodRules.Of(rpc.FullName).Kind == CallKind.Batch
                ? await AnswerBatchAsync(request, context, continuation)
                : await continuation(request, context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Translate(exception, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(new ClientReader<TRequest>(requestStream), context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Translate(exception, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, new ClientWriter<TResponse>(responseStream), context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Translate(exception, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(new ClientReader<TRequest>(requestStream), new ClientWriter<TResponse>(responseStream), context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Translate(exception, context);
        }
    }

    private async Task<TResponse> AnswerBatchAsync<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        where TRequest : class
        where TResponse : class
    {
        var answer = await processors.RunAsync(() => new ValueTask<TResponse>(continuation(request, context)), context.CancellationToken);

        // It is kept until the client has read it, which may be never.
        CallMemory.Of(context).Hold(ChunkAnswer.BytesOf((IMessage)answer));
        return answer;
    }

    /// <summary>What the caller is told instead.</summary>
    private RpcException Translate(Exception exception, ServerCallContext context)
    {
        // A call that was cancelled, ran out of time or lost its connection surfaces as many kinds of exception. The gRPC
        // library says DEADLINE_EXCEEDED by itself where it was that; otherwise nobody is left to hear the answer.
        if (exception is ClientGoneException || context.CancellationToken.IsCancellationRequested)
        {
            return Errors.Cancelled().ToException();
        }

        if (exception is OperationCanceledException && drain.Started)
        {
            return Errors.Draining().ToException();
        }

        var traceId = Activity.Current?.TraceId.ToHexString() ?? context.GetHttpContext().TraceIdentifier;
        Log.CallFailed(logger, exception, context.Method, traceId);
        return Errors.Internal(traceId).ToException();
    }
}
