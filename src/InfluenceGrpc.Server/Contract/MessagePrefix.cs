using System.Buffers;
using System.Buffers.Binary;
using Google.Rpc;

namespace InfluenceGrpc.Server.Contract;

/// <summary>What gRPC has before each message: a byte that says whether it is compressed, and four that tell its length.</summary>
internal static class MessagePrefix
{
    private const int Length = 5;

    /// <summary>What is wrong with a message that begins like this; null where nothing is, or not enough of it is there.</summary>
    /// <param name="beginning">The message, or the first of its bytes.</param>
    public static Status? FaultOf(in ReadOnlySequence<byte> beginning)
    {
        if (beginning.Length < Length)
        {
            return null;
        }

        Span<byte> prefix = stackalloc byte[Length];
        beginning.Slice(0, Length).CopyTo(prefix);
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        return prefix[0] > 1 ? Errors.FrameBroken(prefix[0])
            : length > int.MaxValue ? Errors.LengthBeyondAny(length)
            : null;
    }
}
