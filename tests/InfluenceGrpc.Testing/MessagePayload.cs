using System.Buffers;
using Grpc.Core;

namespace InfluenceGrpc.Testing;

/// <summary>The bytes of a message as the gRPC library hands them over.</summary>
/// <param name="bytes">All of them.</param>
/// <param name="pieces">In how many pieces they came, 1 or 2.</param>
public sealed class MessagePayload(byte[] bytes, int pieces = 1) : DeserializationContext
{
    public override int PayloadLength => bytes.Length;

    public override byte[] PayloadAsNewBuffer() => [.. bytes];

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence()
    {
        if (pieces == 1)
        {
            return new ReadOnlySequence<byte>(bytes);
        }

        var middle = bytes.Length / 2;
        var first = new Segment(bytes.AsMemory(0, middle), 0, null);
        var last = new Segment(bytes.AsMemory(middle), middle, first);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long index, Segment? before)
        {
            Memory = memory;
            RunningIndex = index;
            before?.Next = this;
        }
    }
}
