using System.Buffers.Binary;

namespace InfluenceGrpc.Protocol.Wire;

/// <summary>
/// Reads a message whose fields come once each and in order, as every protobuf library writes them. What looks otherwise, valid or not, is
/// left to the official parser.
/// </summary>
/// <param name="message">What is left to be read of it.</param>
internal ref struct MessageReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> rest = message;

    /// <summary>Whether all of it is read.</summary>
    public readonly bool IsAtEnd => rest.IsEmpty;

    /// <summary>Reads numbers of four bytes each.</summary>
    public static void ReadAll(ReadOnlySpan<byte> values, Span<float> into)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = BinaryPrimitives.ReadSingleLittleEndian(values[(sizeof(float) * i)..]);
        }
    }

    /// <summary>Reads a number, if that comes next.</summary>
    /// <param name="tag">The tag of its field, of one byte.</param>
    /// <param name="value">The number; 0 where something else comes next.</param>
    /// <returns>False where the number does not end.</returns>
    public bool TryReadNumber(byte tag, out ulong value)
    {
        value = 0;
        if (rest.IsEmpty || rest[0] != tag)
        {
            return true;
        }

        var bytes = PackedVarints.Read(rest[1..], out value);
        rest = rest[(1 + bytes)..];
        return bytes > 0;
    }

    /// <summary>Reads what has a length, if that comes next.</summary>
    /// <param name="tag">The tag of its field, of one byte.</param>
    /// <param name="value">Its bytes.</param>
    /// <returns>False where something else comes next, or it is longer than the message.</returns>
    public bool TryReadBytes(byte tag, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (rest.IsEmpty || rest[0] != tag)
        {
            return false;
        }

        var bytes = PackedVarints.Read(rest[1..], out var length);
        var begin = 1 + bytes;
        if (bytes == 0 || length > (ulong)(rest.Length - begin))
        {
            return false;
        }

        value = rest.Slice(begin, (int)length);
        rest = rest[(begin + (int)length)..];
        return true;
    }
}
