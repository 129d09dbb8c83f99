using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>Deflate, which on the wire is the zlib format of RFC 1950, as in HTTP.</summary>
public sealed class DeflateCompressionProvider : ICompressionProvider
{
    private readonly CompressionLevel _defaultCompressionLevel;

    /// <summary>A provider with a level for messages that do not choose one.</summary>
    public DeflateCompressionProvider(CompressionLevel defaultCompressionLevel) => _defaultCompressionLevel = defaultCompressionLevel;

    /// <inheritdoc />
    public string EncodingName => "deflate";

    /// <inheritdoc />
    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new ZLibStream(stream, compressionLevel ?? _defaultCompressionLevel, leaveOpen: true);

    /// <inheritdoc />
    public Stream CreateDecompressionStream(Stream stream) =>
        new ZLibStream(stream, CompressionMode.Decompress, leaveOpen: true);
}
