using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Services;

namespace InfluenceGrpc.Server.Bulk;

/// <summary>Binds the streams that a service answers in bulk: those of which it has a method that takes them so.</summary>
internal static class BulkMethod
{
    /// <summary>Adds a stream; false where its service answers it message by message.</summary>
    /// <param name="context">Takes it.</param>
    /// <param name="edge">What it is put behind.</param>
    /// <param name="method">As the contract has it.</param>
    /// <param name="mostBytes">Bytes that a chunk may have.</param>
    public static bool TryAdd<TService, TRequest, TResponse>(
        ServiceMethodProviderContext<TService> context, CallEdge edge, Method<TRequest, TResponse> method, int mostBytes)
        where TService : class
        where TRequest : class
        where TResponse : class
    {
        Type[] parameters = [typeof(IAsyncStreamReader<BulkRequest<TRequest>>), typeof(IServerStreamWriter<BulkAnswer<TResponse>>), typeof(ServerCallContext)];
        if (typeof(TService).GetMethod(method.Name, parameters) is not { } implementation)
        {
            return false;
        }

        var reader = new CheckedReader<TRequest>(method.RequestMarshaller);
        var inBulk = new Method<BulkRequest<TRequest>, BulkAnswer<TResponse>>(
            method.Type,
            method.ServiceName,
            method.Name,
            new(CannotWrite, Read),
            new(BulkAnswer<TResponse>.Write, CannotRead<BulkAnswer<TResponse>>));
        context.AddDuplexStreamingMethod(
            inBulk, [], edge.Around(implementation.CreateDelegate<DuplexStreamingServerMethod<TService, BulkRequest<TRequest>, BulkAnswer<TResponse>>>()));
        return true;

        // Weighed as the message that it is, which takes more than what it is read into.
        BulkRequest<TRequest> Read(DeserializationContext payload)
        {
            reader.Weigh(payload);
            return BulkRequest<TRequest>.Read(payload, reader.Parse, mostBytes);
        }
    }

    private static void CannotWrite<T>(T message, SerializationContext context) => throw new NotSupportedException("Servers write no requests.");

    private static T CannotRead<T>(DeserializationContext payload) => throw new NotSupportedException("Servers read no answers.");
}
