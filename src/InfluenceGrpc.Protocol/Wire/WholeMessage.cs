using System.Buffers;

namespace InfluenceGrpc.Protocol.Wire;

/// <summary>A serialized message in one piece, as which most come.</summary>
internal static class WholeMessage
{
    /// <summary>Reads one; that which comes in pieces is put together for that long.</summary>
    public static T Read<T>(in ReadOnlySequence<byte> message, Func<ReadOnlySpan<byte>, T> read)
    {
        if (message.IsSingleSegment)
        {
            return read(message.FirstSpan);
        }

        var length = (int)message.Length;
        var whole = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            message.CopyTo(whole);
            return read(whole.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }
}
