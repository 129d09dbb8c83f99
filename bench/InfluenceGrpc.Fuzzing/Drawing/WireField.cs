namespace InfluenceGrpc.Fuzzing.Drawing;

/// <summary>A field of a message as it stands in its bytes.</summary>
/// <param name="Number">Number of the field; 0 is none that protobuf takes.</param>
/// <param name="Type">Its wire type, [0, 7]; 6 and 7 do not exist.</param>
/// <param name="Value">What stands behind the tag; of a type with a length, without it.</param>
internal readonly record struct WireField(ulong Number, int Type, byte[] Value)
{
    public const int Varint = 0;
    public const int Fixed64 = 1;
    public const int Bytes = 2;
    public const int BeginGroup = 3;
    public const int EndGroup = 4;
    public const int Fixed32 = 5;

    /// <summary>The fields of a message; null where the bytes are none.</summary>
    public static List<WireField>? ReadAll(ReadOnlySpan<byte> bytes)
    {
        var fields = new List<WireField>();
        while (!bytes.IsEmpty)
        {
            if (!TryVarint(ref bytes, out var tag) || tag >> 3 == 0)
            {
                return null;
            }

            var rest = bytes;
            var length = (int)(tag & 7) switch
            {
                Varint when TryVarint(ref rest, out _) => bytes.Length - rest.Length,
                Fixed64 => 8,
                Fixed32 => 4,
                Bytes when TryVarint(ref bytes, out var given) && given <= (ulong)bytes.Length => (int)given,
                _ => -1,
            };
            if (length < 0 || length > bytes.Length)
            {
                return null;
            }

            fields.Add(new WireField(tag >> 3, (int)(tag & 7), bytes[..length].ToArray()));
            bytes = bytes[length..];
        }

        return fields;
    }

    /// <summary>The bytes of a message.</summary>
    public static byte[] WriteAll(IEnumerable<WireField> fields)
    {
        var bytes = new List<byte>();
        foreach (var field in fields)
        {
            bytes.AddRange(ToVarint((field.Number << 3) | (uint)field.Type));
            if (field.Type == Bytes)
            {
                bytes.AddRange(ToVarint((ulong)field.Value.Length));
            }

            bytes.AddRange(field.Value);
        }

        return [.. bytes];
    }

    /// <summary>A number as a varint.</summary>
    public static byte[] ToVarint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    private static bool TryVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var i = 0; i < bytes.Length && i < 10; i++)
        {
            value |= (ulong)(bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
