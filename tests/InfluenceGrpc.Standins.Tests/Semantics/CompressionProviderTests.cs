using System.IO.Compression;
using Grpc.Net.Compression;

namespace InfluenceGrpc.Standins.Tests.Semantics;

public sealed class CompressionProviderTests
{
    private static readonly byte[] Message = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i / 100))];

    public static TheoryData<string> Encodings => ["gzip", "deflate"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void RoundTrip_Message_ComesBackSmallerOnTheWay(string encoding)
    {
        byte[] compressed = Compress(Provider(encoding), null);

        Assert.InRange(compressed.Length, 1, Message.Length / 10);
        using Stream decompression = Provider(encoding).CreateDecompressionStream(new MemoryStream(compressed));
        using var result = new MemoryStream();
        decompression.CopyTo(result);
        Assert.Equal(Message, result.ToArray());
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Create_LevelGiven_OverridesTheDefault(string encoding) =>
        Assert.InRange(Compress(Provider(encoding), CompressionLevel.NoCompression).Length, Message.Length, int.MaxValue);

    [Fact]
    public void Gzip_Bytes_AreGzip() => Assert.Equal([0x1f, 0x8b], Compress(Provider("gzip"), null)[..2]);

    // RFC 1950: the first two bytes as a big-endian number are a multiple of 31, the low nibble of the first is 8.
    [Fact]
    public void Deflate_Bytes_AreZlibNotRawDeflate()
    {
        byte[] compressed = Compress(Provider("deflate"), null);

        Assert.Equal(8, compressed[0] & 0x0f);
        Assert.Equal(0, ((compressed[0] << 8) | compressed[1]) % 31);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void EncodingName_Provider_IsTheHeadersName(string encoding) => Assert.Equal(encoding, Provider(encoding).EncodingName);

    private static ICompressionProvider Provider(string encoding) => encoding == "gzip"
        ? new GzipCompressionProvider(CompressionLevel.Fastest)
        : new DeflateCompressionProvider(CompressionLevel.Fastest);

    private static byte[] Compress(ICompressionProvider provider, CompressionLevel? level)
    {
        using var target = new MemoryStream();
        using (Stream compression = provider.CreateCompressionStream(target, level))
        {
            compression.Write(Message);
        }

        return target.ToArray();
    }
}
