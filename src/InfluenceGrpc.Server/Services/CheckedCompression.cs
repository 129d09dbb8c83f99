using Grpc.Net.Compression;

namespace InfluenceGrpc.Server.Services;

/// <summary>An encoding of messages that tells callers of what is not in it; the library would take that for a fault of ours.</summary>
/// <param name="inner">The encoding.</param>
internal sealed class CheckedCompression(ICompressionProvider inner) : ICompressionProvider
{
    public string EncodingName => inner.EncodingName;

    public Stream CreateCompressionStream(Stream stream, System.IO.Compression.CompressionLevel? compressionLevel) =>
        inner.CreateCompressionStream(stream, compressionLevel);

    public Stream CreateDecompressionStream(Stream stream) => new CheckedInflation(inner.CreateDecompressionStream(stream), EncodingName);
}
