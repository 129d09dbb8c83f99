using System.IO.Compression;
using Grpc.Net.Compression;

namespace InfluenceGrpc.Server.Contract;

/// <summary>
/// A compression that tells callers of messages that are not compressed as they say. The gRPC library bounds what a message may
/// become, but takes bytes that cannot be inflated for a fault of ours, and logs them as one.
/// </summary>
/// <param name="compression">How messages are compressed.</param>
internal sealed class CheckedCompression(ICompressionProvider compression) : ICompressionProvider
{
    public string EncodingName => compression.EncodingName;

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        compression.CreateCompressionStream(stream, compressionLevel);

    public Stream CreateDecompressionStream(Stream stream) => new CheckedInflation(compression.CreateDecompressionStream(stream));
}
