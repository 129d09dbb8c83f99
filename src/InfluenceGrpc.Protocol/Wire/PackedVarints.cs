using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace InfluenceGrpc.Protocol.Wire;

/// <summary>Numbers as protobuf packs them: seven bits a byte, the lowest first, the last byte below 0x80.</summary>
internal static class PackedVarints
{
    // Those of up to five bytes, 35 bits, are read without a branch: follower counts and ids of items are no longer.
    private const int QuickBytes = 5;
    private const ulong LastOfEach = 0x8080808080808080;

    /// <summary>Bytes of the longest number.</summary>
    public const int MostBytes = 10;

    /// <summary>How many numbers end in these bytes.</summary>
    public static int Count(ReadOnlySpan<byte> packed)
    {
        var count = 0;
        for (; packed.Length >= sizeof(ulong); packed = packed[sizeof(ulong)..])
        {
            count += BitOperations.PopCount(~BinaryPrimitives.ReadUInt64LittleEndian(packed) & LastOfEach);
        }

        foreach (var value in packed)
        {
            count += value < 0x80 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Whether each byte is a number, below 0x80.</summary>
    public static bool AreBytes(ReadOnlySpan<byte> packed) => Ascii.IsValid(packed);

    /// <summary>Reads all of them.</summary>
    /// <param name="packed">The bytes.</param>
    /// <param name="into">Takes the numbers; as long as <see cref="Count"/> says.</param>
    /// <returns>False where the bytes end, or a number does not, before it should.</returns>
    public static bool TryRead(ReadOnlySpan<byte> packed, Span<ulong> into)
    {
        if (!packed.IsEmpty && packed[^1] >= 0x80)
        {
            return false;
        }

        for (var i = 0; i < into.Length; i++)
        {
            var bytes = packed.Length >= sizeof(ulong) ? ReadQuickly(packed, out into[i]) : 0;
            if (bytes == 0)
            {
                bytes = Read(packed, out into[i]);
            }

            if (bytes == 0)
            {
                return false;
            }

            packed = packed[bytes..];
        }

        return packed.IsEmpty;
    }

    /// <summary>Reads the first of them.</summary>
    /// <returns>How many bytes it has; 0 where it does not end in time.</returns>
    public static int Read(ReadOnlySpan<byte> packed, out ulong value)
    {
        value = 0;
        for (var i = 0; i < packed.Length && i < MostBytes; i++)
        {
            // Of the tenth byte there is room for one bit; protobuf drops the others.
            value |= (ulong)(packed[i] & 0x7f) << (7 * i);
            if (packed[i] < 0x80)
            {
                return i + 1;
            }
        }

        return 0;
    }

    /// <summary>Writes numbers, as many as there is certainly room for: <see cref="MostBytes"/> of each.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="packed">Takes them; what lies behind them is overwritten.</param>
    /// <param name="bytes">How many bytes they have.</param>
    /// <returns>How many numbers were written.</returns>
    public static int Write(ReadOnlySpan<ulong> numbers, Span<byte> packed, out int bytes)
    {
        bytes = 0;
        var written = 0;
        for (; written < numbers.Length && packed.Length - bytes >= MostBytes; written++)
        {
            bytes += Write(numbers[written], packed[bytes..]);
        }

        return written;
    }

    /// <summary>Writes a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="packed">Takes it: <see cref="MostBytes"/> at least. What lies behind it is overwritten.</param>
    /// <returns>How many bytes it has.</returns>
    public static int Write(ulong number, Span<byte> packed)
    {
        if (number >> (7 * QuickBytes) == 0)
        {
            return WriteQuickly(number, packed);
        }

        var bytes = 0;
        for (; number >= 0x80; number >>= 7)
        {
            packed[bytes++] = (byte)(number | 0x80);
        }

        packed[bytes] = (byte)number;
        return bytes + 1;
    }

    private static int WriteQuickly(ulong number, Span<byte> packed)
    {
        var spread = (number & 0x7f) | ((number & (0x7fUL << 7)) << 1) | ((number & (0x7fUL << 14)) << 2)
            | ((number & (0x7fUL << 21)) << 3) | ((number & (0x7fUL << 28)) << 4);

        // Nine sixty-fourths of the bits are one seventh, rounded up, of all that are 35 at most.
        var bytes = ((BitOperations.Log2(number | 1) * 9) + 73) >> 6;
        BinaryPrimitives.WriteUInt64LittleEndian(packed, spread | (LastOfEach & ((1UL << (8 * (bytes - 1))) - 1)));
        return bytes;
    }

    // Returns 0 where it has more than five bytes.
    private static int ReadQuickly(ReadOnlySpan<byte> packed, out ulong value)
    {
        var eight = BinaryPrimitives.ReadUInt64LittleEndian(packed);
        var lastBit = BitOperations.TrailingZeroCount(~eight & LastOfEach);
        var all = eight & (ulong.MaxValue >> (63 - (lastBit & 63)));
        value = (all & 0x7f) | ((all >> 1) & (0x7fUL << 7)) | ((all >> 2) & (0x7fUL << 14)) | ((all >> 3) & (0x7fUL << 21)) | ((all >> 4) & (0x7fUL << 28));
        return lastBit < 8 * QuickBytes ? (lastBit >> 3) + 1 : 0;
    }
}
