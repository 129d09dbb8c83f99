using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using InfluenceGrpc.Server.Bulk;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Services;

/// <summary>Adds the methods that generated code names, each with a reader that tells callers of malformed messages, and behind the edge of calls.</summary>
internal sealed class ContractBinder<TService>(ServiceMethodProviderContext<TService> context, CallEdge edge, LimitOptions limits) : ServiceBinderBase
    where TService : class
{
    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
        context.AddUnaryMethod(
            Checked(method),
            [],
            edge.Around(method, Implementation<UnaryServerMethod<TService, TRequest, TResponse>>(
                method.Name, typeof(TRequest), typeof(ServerCallContext))));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) =>
        context.AddClientStreamingMethod(
            Checked(method),
            [],
            edge.Around(method, Implementation<ClientStreamingServerMethod<TService, TRequest, TResponse>>(
                method.Name, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext))));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
        context.AddServerStreamingMethod(
            Checked(method),
            [],
            edge.Around(Implementation<ServerStreamingServerMethod<TService, TRequest, TResponse>>(
                method.Name, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext))));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        if (!BulkMethod.TryAdd(context, edge, method, limits.MaxChunkBytes))
        {
            context.AddDuplexStreamingMethod(
                Checked(method),
                [],
                edge.Around(Implementation<DuplexStreamingServerMethod<TService, TRequest, TResponse>>(
                    method.Name, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext))));
        }
    }

    private static TDelegate Implementation<TDelegate>(string name, params Type[] parameters)
        where TDelegate : Delegate =>
        typeof(TService).GetMethod(name, parameters)!.CreateDelegate<TDelegate>();

    private static Method<TRequest, TResponse> Checked<TRequest, TResponse>(Method<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class
    {
        var checks = new CheckedReader<TRequest>(method.RequestMarshaller);
        return new Method<TRequest, TResponse>(method.Type, method.ServiceName, method.Name, checks.Marshaller, method.ResponseMarshaller);
    }
}
