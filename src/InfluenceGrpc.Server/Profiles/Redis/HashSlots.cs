namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>Which of a cluster's slots a key belongs to, as Redis Cluster reckons it.</summary>
internal static class HashSlots
{
    /// <summary>How many slots every cluster has.</summary>
    public const int Count = 16_384;

    private static readonly ushort[] Crc16 = Table();

    /// <summary>The slot of a key, in [0, <see cref="Count"/>): of what stands in its first pair of braces, if anything does.</summary>
    public static int Of(ReadOnlySpan<byte> key)
    {
        var open = key.IndexOf((byte)'{');
        if (open >= 0 && key[(open + 1)..].IndexOf((byte)'}') is > 0 and var length)
        {
            key = key.Slice(open + 1, length);
        }

        ushort crc = 0;
        foreach (var value in key)
        {
            crc = (ushort)((crc << 8) ^ Crc16[((crc >> 8) ^ value) & 0xff]);
        }

        return crc % Count;
    }

    // CRC-16/XMODEM: polynomial 0x1021, nothing reflected.
    private static ushort[] Table()
    {
        var table = new ushort[256];
        for (var i = 0; i < table.Length; i++)
        {
            var crc = i << 8;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
            }

            table[i] = (ushort)crc;
        }

        return table;
    }
}
