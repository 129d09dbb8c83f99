using System.Buffers.Binary;
using Google.Protobuf;

namespace InfluenceGrpc.Protocol.Wire;

/// <summary>Writes a message whose sizes are known beforehand. As everywhere in protobuf, numbers that are 0 and lists without entries are
/// left out; messages are not.</summary>
/// <param name="output">Takes it.</param>
internal ref struct MessageWriter(Span<byte> output)
{
    private const int TagBytes = 1;

    private Span<byte> rest = output;

    /// <summary>Bytes of a number in a list.</summary>
    public static int SizeOfVarint(ulong value) => CodedOutputStream.ComputeUInt64Size(value);

    /// <summary>Bytes of a number with its tag.</summary>
    public static int SizeOfNumber(ulong value) => value == 0 ? 0 : TagBytes + SizeOfVarint(value);

    /// <summary>Bytes of a list of so many bytes, with its tag and length.</summary>
    public static int SizeOfBytes(int length) => length == 0 ? 0 : SizeOfMessage(length);

    /// <summary>Bytes of a message of so many bytes, with its tag and length.</summary>
    public static int SizeOfMessage(int length) => TagBytes + CodedOutputStream.ComputeLengthSize(length) + length;

    /// <summary>Writes numbers of four bytes each.</summary>
    public static void WriteAll(ReadOnlySpan<float> values, Span<byte> into)
    {
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(into[(sizeof(float) * i)..], values[i]);
        }
    }

    /// <summary>Writes a number.</summary>
    public void WriteNumber(byte tag, ulong value)
    {
        if (value != 0)
        {
            WriteByte(tag);
            WriteVarint(value);
        }
    }

    /// <summary>Writes what comes before a message of so many bytes.</summary>
    public void BeginMessage(byte tag, int length)
    {
        WriteByte(tag);
        WriteVarint((ulong)length);
    }

    /// <summary>Writes what comes before a list of so many bytes.</summary>
    public void BeginBytes(byte tag, int length)
    {
        if (length > 0)
        {
            BeginMessage(tag, length);
        }
    }

    /// <summary>Room for a list of so many bytes, its tag and length before it.</summary>
    public Span<byte> TakeBytes(byte tag, int length)
    {
        BeginBytes(tag, length);
        return Take(length);
    }

    /// <summary>Room for so many bytes.</summary>
    public Span<byte> Take(int length)
    {
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    /// <summary>Writes a number of a list.</summary>
    public void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            WriteByte((byte)(value | 0x80));
        }

        WriteByte((byte)value);
    }

    private void WriteByte(byte value) => Take(1)[0] = value;
}
