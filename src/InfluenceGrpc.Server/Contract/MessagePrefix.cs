using System.Buffers;
using System.Buffers.Binary;
using Google.Rpc;

namespace InfluenceGrpc.Server.Contract;

/// <summary>What gRPC has before each message: a byte that says whether it is compressed, and four that tell its length.</summary>
internal static class MessagePrefix
{
    /// <summary>Bytes before a message.</summary>
    public const int Length = 5;

    /// <summary>What is wrong with a message that begins like this; null where nothing is, or not enough of it is there.</summary>
    /// <param name="beginning">The message, or the first of its bytes.</param>
    /// <param name="isEncoded">Whether the call says how messages are compressed.</param>
    public static Status? FaultOf(in ReadOnlySequence<byte> beginning, bool isEncoded)
    {
        if (Read(beginning) is not var (flag, length))
        {
            return null;
        }

        return flag > 1 ? Errors.FrameBroken(flag)
            : flag == 1 && !isEncoded ? Errors.EncodingAbsent()
            : length > int.MaxValue ? Errors.LengthBeyondAny(length)
            : null;
    }

    /// <summary>How many bytes a message that begins like this has, its prefix left out; null where that is not there yet.</summary>
    public static uint? LengthOf(in ReadOnlySequence<byte> beginning) => Read(beginning)?.Length;

    private static (byte Flag, uint Length)? Read(in ReadOnlySequence<byte> beginning)
    {
        if (beginning.Length < Length)
        {
            return null;
        }

        Span<byte> prefix = stackalloc byte[Length];
        beginning.Slice(0, Length).CopyTo(prefix);
        return (prefix[0], BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]));
    }
}
