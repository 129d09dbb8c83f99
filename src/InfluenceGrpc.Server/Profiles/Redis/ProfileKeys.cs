using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>What creators are called in Redis: <c>inf:p:{17}:creator id</c>.</summary>
/// <remarks>
/// 17 is the creator's bucket: the CRC-32C of the id's UTF-8 modulo the number of buckets. As the key's hash tag it puts a
/// whole bucket into one slot of a cluster, so that one command reads many creators. Without buckets the tag is left out,
/// and every creator has a slot of its own, unless the id itself holds braces, which then count as Redis counts them.
/// </remarks>
/// <param name="prefix">First part of every key and channel.</param>
/// <param name="buckets">How many buckets; 0 for none.</param>
internal sealed class ProfileKeys(string prefix, int buckets)
{
    private readonly byte[][] starts = Starts(prefix, buckets);

    /// <summary>The key of a creator.</summary>
    public byte[] Of(string creatorId)
    {
        var start = StartOf(creatorId);
        var key = new byte[start.Length + Encoding.UTF8.GetByteCount(creatorId)];
        start.CopyTo(key, 0);
        Encoding.UTF8.GetBytes(creatorId, key.AsSpan(start.Length));
        return key;
    }

    /// <summary>How many bytes of a creator's key stand before the id.</summary>
    public int StartLength(string creatorId) => StartOf(creatorId).Length;

    /// <summary>The bucket of a creator; 0 where there are none.</summary>
    public int BucketOf(string creatorId) => buckets == 0 ? 0 : (int)(Crc32C(creatorId) % (uint)buckets);

    /// <summary>Where a server that is in no cluster tells of changes.</summary>
    public string Changes => $"{prefix}:p:changes";

    /// <summary>
    /// Where a node of a cluster tells of changes, once its id is added. Each has a channel of its own: what is published on
    /// one node reaches subscribers on all others too, by ways on which it can be lost or overtaken, and nobody is to hear
    /// it there.
    /// </summary>
    public string ChangesOfNode => $"{Changes}:";

    /// <summary>The CRC-32C of an id's UTF-8.</summary>
    public static uint Crc32C(string creatorId)
    {
        Span<byte> utf8 = stackalloc byte[512];
        var length = Encoding.UTF8.GetByteCount(creatorId);
        utf8 = length <= utf8.Length ? utf8[..length] : new byte[length];
        Encoding.UTF8.GetBytes(creatorId, utf8);
        var crc = uint.MaxValue;
        for (; utf8.Length >= sizeof(ulong); utf8 = utf8[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(utf8));
        }

        foreach (var value in utf8)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }

    private static byte[][] Starts(string prefix, int buckets) => buckets == 0
        ? [Encoding.UTF8.GetBytes($"{prefix}:p:")]
        : [.. Enumerable.Range(0, buckets).Select(bucket =>
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{prefix}:p:{{{bucket}}}:")))];

    private byte[] StartOf(string creatorId) => starts[BucketOf(creatorId)];
}
