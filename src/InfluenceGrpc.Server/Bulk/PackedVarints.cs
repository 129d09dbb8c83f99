using System.Buffers.Binary;
using System.Numerics;

namespace InfluenceGrpc.Server.Bulk;

/// <summary>Numbers as protobuf packs them: seven bits a byte, the lowest first, the last byte below 0x80.</summary>
internal static class PackedVarints
{
    // Those of up to five bytes, 35 bits, are read without a branch: follower counts and ids of items are no longer.
    private const int QuickBytes = 5;
    private const int MostBytes = 10;
    private const ulong LastOfEach = 0x8080808080808080;

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
