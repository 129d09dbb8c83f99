using Google.Protobuf;
using Grpc.Core;
using InfluenceGrpc.Server.Admission;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads requests of one type: weighed before they are read, and told to be malformed where they are.</summary>
/// <param name="marshaller">The official one.</param>
internal sealed class CheckedReader<TRequest>(Marshaller<TRequest> marshaller)
    where TRequest : class
{
    private readonly MessageWeight weight = MessageWeight.Of(((IMessage)Activator.CreateInstance<TRequest>()).Descriptor);

    /// <summary>The marshaller, with this reader.</summary>
    public Marshaller<TRequest> Marshaller => new(marshaller.ContextualSerializer, Read);

    /// <summary>Takes the memory that a message becomes once it is read.</summary>
    /// <exception cref="RpcException">There is no room for it, or it is none.</exception>
    public void Weigh(DeserializationContext payload)
    {
        // None in hosts that have no gate.
        if (CallMemory.Current is { } memory)
        {
            memory.Become(
                weight.Weigh(payload.PayloadAsReadOnlySequence(), memory.MostOfMessage)
                ?? throw Errors.Malformed("it ends, or a field of it does, where more must come.").ToException());
        }
    }

    /// <summary>Reads a message that is weighed.</summary>
    /// <exception cref="RpcException">It is none.</exception>
    public TRequest Parse(DeserializationContext payload)
    {
        try
        {
            return marshaller.ContextualDeserializer(payload);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw Errors.Malformed(exception.Message).ToException();
        }
    }

    private TRequest Read(DeserializationContext payload)
    {
        Weigh(payload);
        return Parse(payload);
    }
}
