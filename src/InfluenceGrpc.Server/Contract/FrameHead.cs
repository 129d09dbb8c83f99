using System.Buffers;
using System.Buffers.Binary;

namespace InfluenceGrpc.Server.Contract;

/// <summary>The five bytes before every message, where the gRPC library takes what callers get wrong for a fault of ours.</summary>
/// <remarks>
/// It throws for a flag that does not exist and for a length that no number of .NET's holds, logs both as errors, and answers UNKNOWN.
/// Everything else that may be wrong with a frame it tells the caller by itself, and is left to it.
/// </remarks>
internal static class FrameHead
{
    private const int Bytes = 5;
    private const byte Compressed = 1;

    /// <summary>What is wrong with the frame that begins here, as the exception that ends the call; null where nothing is, or too little of it is there yet.</summary>
    /// <param name="unread">Bytes from the beginning of a frame on.</param>
    /// <param name="maxMessageBytes">Most bytes of a message.</param>
    public static Exception? FaultOf(in ReadOnlySequence<byte> unread, int maxMessageBytes)
    {
        if (unread.Length < Bytes)
        {
            return null;
        }

        Span<byte> head = stackalloc byte[Bytes];
        unread.Slice(0, Bytes).CopyTo(head);
        var length = BinaryPrimitives.ReadUInt32BigEndian(head[1..]);
        return head[0] > Compressed ? Errors.BrokenFrame($"its first byte is {head[0]}, and must be 0, or 1 where it is compressed.").ToException()
            : length > int.MaxValue ? Errors.MessageTooLong(maxMessageBytes, length).ToException()
            : null;
    }
}
