using System.Diagnostics;
using Google.Protobuf;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Security;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Services;

/// <summary>
/// The edge of every call: holds unary calls to their caller's rate, counts what they are about, and turns what escapes a call into a
/// status. A fault of ours is logged here, once, and the caller is told no more than where to find it.
/// </summary>
/// <remarks>Put around methods as they are bound. Interceptors of the gRPC library would be looked up and chained anew with each call.</remarks>
/// <param name="drain">Tells that the server shuts down.</param>
/// <param name="processors">Where batches take turns.</param>
/// <param name="items">Counts items; null in hosts that count none.</param>
/// <param name="logger">Of our faults.</param>
internal sealed class CallEdge(Drain drain, ProcessorPlaces processors, ItemCounter? items, ILogger<CallEdge> logger)
{
    /// <summary>Around a unary method.</summary>
    public UnaryServerMethod<TService, TRequest, TResponse> Around<TService, TRequest, TResponse>(
        IMethod rpc, UnaryServerMethod<TService, TRequest, TResponse> method)
        where TService : class
        where TRequest : class
        where TResponse : class
    {
        var isBatch = MethodRules.Of(rpc.FullName).Kind == CallKind.Batch;
        return async (service, request, context) =>
        {
            if (Caller.Of(context.GetHttpContext()) is { } caller && caller.Rate.Take(ItemCount.Of(request)) is { } retryAfter)
            {
                throw Errors.RateExceeded(caller.Name, retryAfter).ToException();
            }

            try
            {
                var answer = await (isBatch ? AnswerBatchAsync(service, request, context, method) : method(service, request, context));
                items?.Count(rpc, request, answer);
                return answer;
            }
            catch (Exception exception) when (exception is not RpcException)
            {
                throw Translate(exception, context);
            }
        };
    }

    /// <summary>Around a method that takes a stream and gives one answer.</summary>
    public ClientStreamingServerMethod<TService, TRequest, TResponse> Around<TService, TRequest, TResponse>(
        IMethod rpc, ClientStreamingServerMethod<TService, TRequest, TResponse> method)
        where TService : class
        where TRequest : class
        where TResponse : class =>
        async (service, requests, context) =>
        {
            try
            {
                var answer = await method(service, new ClientReader<TRequest>(requests), context);
                items?.Count(rpc, request: null, answer);
                return answer;
            }
            catch (Exception exception) when (exception is not RpcException)
            {
                throw Translate(exception, context);
            }
        };

    /// <summary>Around a method that answers with a stream.</summary>
    public ServerStreamingServerMethod<TService, TRequest, TResponse> Around<TService, TRequest, TResponse>(
        ServerStreamingServerMethod<TService, TRequest, TResponse> method)
        where TService : class
        where TRequest : class
        where TResponse : class =>
        async (service, request, answers, context) =>
        {
            try
            {
                await method(service, request, new ClientWriter<TResponse>(answers), context);
            }
            catch (Exception exception) when (exception is not RpcException)
            {
                throw Translate(exception, context);
            }
        };

    /// <summary>Around a method of streams both ways.</summary>
    public DuplexStreamingServerMethod<TService, TRequest, TResponse> Around<TService, TRequest, TResponse>(
        DuplexStreamingServerMethod<TService, TRequest, TResponse> method)
        where TService : class
        where TRequest : class
        where TResponse : class =>
        async (service, requests, answers, context) =>
        {
            try
            {
                await method(service, new ClientReader<TRequest>(requests), new ClientWriter<TResponse>(answers), context);
            }
            catch (Exception exception) when (exception is not RpcException)
            {
                throw Translate(exception, context);
            }
        };

    private async Task<TResponse> AnswerBatchAsync<TService, TRequest, TResponse>(
        TService service, TRequest request, ServerCallContext context, UnaryServerMethod<TService, TRequest, TResponse> method)
        where TService : class
        where TRequest : class
        where TResponse : class
    {
        var answer = await processors.RunAsync(() => new ValueTask<TResponse>(method(service, request, context)), context.CancellationToken);

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
