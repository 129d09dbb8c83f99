using System.Buffers;
using Grpc.Core;

namespace InfluenceGrpc.Testing;

/// <summary>Takes the bytes of a message as the gRPC library does, in memory that is used again.</summary>
public sealed class WrittenPayload : SerializationContext
{
    private readonly ArrayBufferWriter<byte> output = new();
    private int length;

    /// <summary>The bytes of the message written last.</summary>
    /// <exception cref="InvalidOperationException">They are not as many as were announced.</exception>
    public ReadOnlySpan<byte> Bytes => output.WrittenCount == length
        ? output.WrittenSpan
        : throw new InvalidOperationException($"{length} bytes were announced, {output.WrittenCount} written.");

    public override IBufferWriter<byte> GetBufferWriter()
    {
        output.ResetWrittenCount();
        return output;
    }

    public override void SetPayloadLength(int payloadLength) => length = payloadLength;

    public override void Complete()
    {
        // Nothing waits for it.
    }
}
