using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>Compresses and decompresses messages under one encoding name.</summary>
public interface ICompressionProvider
{
    /// <summary>The name in the grpc-encoding and grpc-accept-encoding headers.</summary>
    string EncodingName { get; }

    /// <summary>A stream that compresses into the given one; a null level means the provider's default.</summary>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    /// <summary>A stream that decompresses from the given one.</summary>
    Stream CreateDecompressionStream(Stream stream);
}
