using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a marshaller writes a message.</summary>
public abstract class SerializationContext
{
    /// <summary>Hands over the whole message; it must not change afterwards.</summary>
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    /// <summary>The buffer to write to, as an alternative to handing over an array.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>Says the length in bytes before the first write, so that no copy is needed.</summary>
    public virtual void SetPayloadLength(int payloadLength) => throw new NotImplementedException();

    /// <summary>Ends a message written to the buffer.</summary>
    public virtual void Complete() => throw new NotImplementedException();
}
