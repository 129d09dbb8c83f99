using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a marshaller reads a message.</summary>
public abstract class DeserializationContext
{
    /// <summary>The length of the message in bytes.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>The message in an array of its own.</summary>
    public virtual byte[] PayloadAsNewBuffer() => throw new NotImplementedException();

    /// <summary>The message in the transport's buffers, valid until the deserializer returns.</summary>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw new NotImplementedException();
}
