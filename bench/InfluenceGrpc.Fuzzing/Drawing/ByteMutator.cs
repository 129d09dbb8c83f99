namespace InfluenceGrpc.Fuzzing.Drawing;

/// <summary>Changes bytes of which nothing is known.</summary>
internal static class ByteMutator
{
    private const int MostBytes = 1 << 20;

    /// <summary>A few changes.</summary>
    /// <param name="random">Draws them.</param>
    /// <param name="bytes">What is changed; stays as it is.</param>
    /// <param name="other">What pieces are taken from.</param>
    public static byte[] Mutate(Random random, byte[] bytes, byte[] other)
    {
        for (var rounds = random.Next(1, 5); rounds > 0; rounds--)
        {
            bytes = Once(random, bytes, other);
        }

        return bytes.Length > MostBytes ? bytes[..MostBytes] : bytes;
    }

    private static byte[] Once(Random random, byte[] bytes, byte[] other)
    {
        var (from, to) = Range(random, bytes.Length);
        switch (random.Next(9))
        {
            case 0 when bytes.Length > 0:
                return With(bytes, random.Next(bytes.Length), value => (byte)(value ^ (1 << random.Next(8))));
            case 1 when bytes.Length > 0:
                return With(bytes, random.Next(bytes.Length), _ => (byte)random.Next(256));
            case 2:
                return [.. bytes[..from], .. bytes[to..]];
            case 3:
                return [.. bytes[..to], .. bytes[from..]];
            case 4:
                return bytes[..from];
            case 5:
                var (begin, end) = Range(random, other.Length);
                return [.. bytes[..from], .. other[begin..end], .. bytes[to..]];
            case 6:
                return [.. bytes[..from], .. other[random.Next(other.Length + 1)..]];
            case 7:
                var noise = new byte[random.Next(1, 12)];
                random.NextBytes(noise);
                return [.. bytes[..from], .. noise, .. bytes[from..]];
            default:
                return [.. bytes[..from], .. Enumerable.Repeat(random.Pick<byte>([0, 0x20, 0x30, 0x80, 0xff]), random.Next(1, 300)), .. bytes[from..]];
        }
    }

    private static byte[] With(byte[] bytes, int at, Func<byte, byte> change)
    {
        byte[] changed = [.. bytes];
        changed[at] = change(changed[at]);
        return changed;
    }

    // Short mostly: what is left is then still worth reading.
    private static (int From, int To) Range(Random random, int length)
    {
        var from = random.Next(length + 1);
        return (from, Math.Min(length, from + random.Next(random.Chance(0.8) ? 16 : length + 1)));
    }
}
